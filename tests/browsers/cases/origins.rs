//! Every page with every policy: which pages can read, and which can send a request that needs a preflight.

use crate::case::{Api, Case, Fetch, Header, Page};
use crate::policies::ALL;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for page in PAGES {
        for policy in ALL {
            cases.push(Case::new(policy, page, [Fetch::new("GET")]));
            let put = Fetch::new("PUT").header(Header::asks("X-Request-Id", "1"));
            cases.push(Case::new(policy, page, [put]));
        }
    }
    // Pages with `http` can also fetch from an API with `https`.
    let insecure = PAGES.into_iter().filter(|page| page.origin().starts_with("http:"));
    for page in insecure {
        for policy in ALL {
            let case = Case::new(policy, page, [Fetch::new("GET")]);
            cases.push(Case { api: Api::Https, ..case });
        }
    }
    cases
}

const PAGES: [Page; 42] = [
    Page::at("https://app.example.test"),
    Page::at("https://app.other.test"),
    Page::at("https://evil.test"),
    // The API's own origin, which needs no policy.
    Page::at("https://api.example.test"),
    // The same host with other schemes and ports: these are other origins.
    Page::at("http://app.example.test"),
    Page::at("http://plain.example.test"),
    Page::at("https://plain.example.test"),
    Page::at("https://app.example.test:8443"),
    Page::at("https://app.example.test:8444"),
    Page::At { url: "https://app.example.test:443", origin: "https://app.example.test" },
    Page::At { url: "http://plain.example.test:80", origin: "http://plain.example.test" },
    Page::at("http://app.example.test:443"),
    Page::at("https://app.example.test:80"),
    // URLs that are not written as browsers write them in `Origin`.
    Page::At { url: "https://APP.Example.TEST", origin: "https://app.example.test" },
    Page::at("https://app.example.test."),
    Page::At { url: "https://bücher.example.test", origin: "https://xn--bcher-kva.example.test" },
    Page::At { url: "https://BÜCHER.example.test", origin: "https://xn--bcher-kva.example.test" },
    // Subdomains, and hosts that look similar.
    Page::at("https://example.test"),
    Page::at("https://preview.example.test"),
    Page::at("https://pr-7.preview.example.test"),
    Page::at("https://a.b.preview.example.test"),
    Page::at("https://notexample.test"),
    Page::at("https://app.example.test.evil.test"),
    Page::at("https://pr_7.preview.example.test"),
    Page::at("https://a.tenant.example.test:1234"),
    Page::at("https://a.deep.tenant.example.test"),
    Page::at("https://a.fixed.example.test:8443"),
    Page::at("https://a.fixed.example.test"),
    // Hosts that all engines accept, although DNS allows neither a plus nor a label of 64 bytes.
    Page::at("http://a-.loose.example.test"),
    Page::at("http://a+b.loose.example.test"),
    Page::at(
        "http://a234567890123456789012345678901234567890123456789012345678901234.loose.example.test",
    ),
    // Origins on this machine.
    Page::at("http://localhost:5173"),
    Page::at("http://localhost"),
    Page::at("https://localhost"),
    Page::at("http://127.0.0.1:3000"),
    Page::at("http://127.0.0.1:3001"),
    Page::at("http://[::1]:3000"),
    // Entries of a long list.
    Page::at("https://m.many.test"),
    Page::at("https://a.many.test:8443"),
    // Pages with an opaque origin.
    Page::Sandboxed,
    Page::Frame,
    Page::Data,
];
