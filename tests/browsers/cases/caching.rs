//! How long a browser caches the answer to a preflight, and for which requests it uses it.

use std::time::Duration;

use super::{APP, OTHER};
use crate::case::{Case, Credentials, Fetch, Header, Page};
use crate::policies::{
    API, BARE, LISTED_ANY, MANY, NO_AGE, PUBLIC, PUBLIC_TOKENS, SHAPES, TWO_TIERS,
};

pub(super) fn cases() -> Vec<Case> {
    let put = || Fetch::new("PUT");
    let with_credentials = || put().credentials(Credentials::Include);
    let with_id = || put().header(Header::asks("X-Request-Id", "1"));
    let with_token = || put().header(Header::asks("Authorization", "Bearer 1"));
    let later = |fetch: Fetch| fetch.after(Duration::from_secs(6));
    let tenant = Page::at("https://a.tenant.example.test");
    let evil = Page::at("https://evil.test");
    vec![
        // A `max_age` of a minute, an hour and zero, and none, which means five seconds.
        Case::new(&API, APP, [put(), put(), later(put())]),
        Case::new(&MANY, APP, [put(), put(), later(put())]),
        Case::new(&SHAPES, tenant, [put(), put(), put()]),
        Case::new(&LISTED_ANY, APP, [put(), put()]),
        Case::new(&NO_AGE, APP, [put(), put(), later(put())]),
        Case::new(&PUBLIC, APP, [put(), put()]),
        Case::new(&PUBLIC_TOKENS, APP, [put(), put(), later(put())]),
        // All lists are cached together.
        Case::new(&API, APP, [put(), Fetch::new("DELETE"), Fetch::new("PURGE")]),
        Case::new(&API, APP, [put(), with_id(), with_token()]),
        Case::new(
            &API,
            APP,
            [with_id(), put(), Fetch::new("GET").header(Header::asks("X-Request-Id", "1"))],
        ),
        Case::new(&MANY, APP, [put(), Fetch::new("PATCH"), with_id()]),
        // Stars are cached too.
        Case::new(&PUBLIC, APP, [put(), Fetch::new("PATCH"), with_id(), Fetch::new("M-SEARCH")]),
        Case::new(&PUBLIC_TOKENS, APP, [put(), with_token(), with_id()]),
        // What the lists do not contain needs a preflight each time.
        Case::new(&API, APP, [put(), Fetch::new("PATCH"), Fetch::new("PATCH"), put()]),
        Case::new(&API, APP, [put(), put().header(Header::asks("X-Other", "1")), put()]),
        Case::new(&BARE, APP, [put(), put()]),
        Case::new(&API, evil, [put(), put()]),
        Case::new(&PUBLIC, APP, [put(), with_token(), with_id()]),
        // An answer that does not allow the request is not cached.
        Case::new(&API, APP, [Fetch::new("PATCH"), put()]),
        Case::new(&API, APP, [put().header(Header::asks("X-Other", "1")), put()]),
        // A failed preflight removes what was cached.
        Case::new(&API, APP, [put(), with_credentials(), Fetch::new("PATCH"), with_credentials()]),
        Case::new(
            &MANY,
            APP,
            [put(), put().query("?1"), Fetch::new("PURGE"), put().query("?1"), put()],
        ),
        // The failure of a request that needs no preflight does not.
        Case::new(&MANY, APP, [put(), Fetch::new("GET").credentials(Credentials::Include), put()]),
        // Each URL has its own cache entry.
        Case::new(&API, APP, [put(), put().query("?1"), put(), put().query("?1")]),
        // With and without credentials.
        Case::new(&API, APP, [with_credentials(), with_credentials()]),
        Case::new(&API, APP, [put(), with_credentials(), with_credentials(), put()]),
        Case::new(&API, APP, [with_credentials(), put(), put()]),
        Case::new(&API, APP, [put().credentials(Credentials::Omit), put(), with_id()]),
        Case::new(&PUBLIC, APP, [put(), with_credentials(), put()]),
        // The same for a listed origin of two tiers, and for everyone else, who has no credentials.
        Case::new(&TWO_TIERS, APP, [put(), with_credentials(), with_credentials(), put()]),
        Case::new(&TWO_TIERS, APP, [with_credentials(), with_token(), put()]),
        Case::new(&TWO_TIERS, OTHER, [put(), with_credentials(), put()]),
        Case::new(&TWO_TIERS, OTHER, [with_credentials(), put(), put()]),
        Case::new(&TWO_TIERS, OTHER, [with_id(), put(), with_token(), Fetch::new("DELETE")]),
        Case::new(&TWO_TIERS, Page::Sandboxed, [put(), with_credentials(), put()]),
    ]
}
