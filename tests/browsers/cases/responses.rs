//! What a script sees of a response: status, body and headers.

use super::{APP, OTHER};
use crate::case::{Case, Fetch, Header, Page};
use crate::policies::{ALL, API, MANY, PUBLIC};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for status in [200, 201, 204, 400, 401, 403, 404, 405, 418, 429, 500, 503] {
        for policy in [&API, &PUBLIC] {
            let put = Fetch::new("PUT").header(Header::asks("X-Request-Id", "1"));
            cases.push(Case::new(policy, APP, [Fetch::new("GET")]).reply(status, HEADERS));
            cases.push(Case::new(policy, APP, [put]).reply(status, HEADERS));
        }
        // Pages that must not read the response.
        for page in [Page::at("https://evil.test"), Page::Sandboxed] {
            cases.push(Case::new(&API, page, [Fetch::new("GET")]).reply(status, HEADERS));
        }
    }
    for policy in ALL {
        for page in [APP, OTHER] {
            for headers in [HEADERS, SAFE] {
                cases.push(Case::new(policy, page, [Fetch::new("GET")]).reply(200, headers));
                cases.push(Case::new(policy, page, [Fetch::new("HEAD")]).reply(200, headers));
            }
        }
        // A handler that sets CORS headers of its own.
        for page in [APP, Page::at("https://evil.test"), Page::Sandboxed] {
            cases.push(Case::new(policy, page, [Fetch::new("GET")]).reply(200, FORGED));
        }
        cases.push(
            Case::new(policy, Page::at("https://evil.test"), [Fetch::new("PUT")])
                .reply(200, FORGED),
        );
    }
    cases.push(Case::new(&MANY, APP, [Fetch::new("OPTIONS")]).reply(200, HEADERS));
    cases
}

const HEADERS: &[(&str, &str)] = &[
    ("Content-Type", "application/json"),
    ("ETag", "\"1\""),
    ("X-Total", "7"),
    ("X-Secret", "8"),
    ("WWW-Authenticate", "Bearer"),
    ("Retry-After", "1"),
    ("Set-Cookie", "other=1; Secure; SameSite=Strict; Path=/nowhere"),
];

const SAFE: &[(&str, &str)] = &[
    ("Cache-Control", "no-store"),
    ("Content-Language", "de"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Expires", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("Pragma", "no-cache"),
    ("Link", "</a>; rel=next"),
];

/// Headers that the policy removes, and one that it does not know.
const FORGED: &[(&str, &str)] = &[
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Credentials", "true"),
    ("Access-Control-Expose-Headers", "X-Secret"),
    ("X-Secret", "8"),
];
