//! Pages of browser extensions: which answers they can read.
//!
//! The manifest in `extension` has a `key`, from which Chromium computes the host. A preference sets the host in Firefox.

use crate::case::{Case, Credentials, Fetch, Header, Page};
use crate::policies::{ALL, EXTENSIONS};

pub(super) fn cases() -> Vec<Case> {
    PAGES.into_iter().flat_map(cases_of).collect()
}

fn cases_of(page: Page) -> Vec<Case> {
    let put = || Fetch::new("PUT").header(Header::asks("X-Request-Id", "1"));
    let listed = [
        put(),
        Fetch::new("PATCH"),
        Fetch::new("GET").header(Header::asks("X-Other", "1")),
        Fetch::new("POST"),
        // The policy has no credentials.
        Fetch::new("GET").credentials(Credentials::Include),
    ];
    let listed = listed.map(|fetch| Case::new(&EXTENSIONS, page, [fetch]));
    let all = ALL.iter().map(|policy| Case::new(policy, page, [Fetch::new("GET")]));
    all.chain(listed).collect()
}

/// Each one exists in one engine.
const PAGES: [Page; 2] = [
    Page::Extension("chrome-extension://bchlgmngleffgimiaheolfbgihoggchf"),
    Page::Extension(MOZ_EXTENSION),
];

pub(crate) const MOZ_EXTENSION: &str = "moz-extension://0f3a4ba5-8ed2-4a26-a3a6-6e9d7c4be2a0";
