//! Handlers that set CORS headers of their own, which are removed, and other headers, which are kept.

use super::shared::{API_ALLOWS_APP, APP, EVIL, OK, PUBLIC_ALLOWS, REFUSED, lines};
use crate::policies::{API, CLOSED, PUBLIC};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "a handler that sets several cookies for an allowed origin",
            policy: &API,
            request: &["GET", APP],
            handler: &["200", "Set-Cookie: a=1", "Set-Cookie: b=2", "ETag: \"7\""],
            answer: lines(OK, &API_ALLOWS_APP),
        },
        Scenario {
            name: "a handler that repeats what the policy says",
            policy: &API,
            request: &["GET", APP],
            handler: lines(OK, &API_ALLOWS_APP),
            answer: lines(OK, &API_ALLOWS_APP),
        },
        Scenario {
            name: "a handler that sends CORS headers in arbitrary bytes",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Access-Control-Allow-Origin: \u{80}\u{ff}"],
            answer: REFUSED,
        },
        Scenario {
            name: "a handler that fails and allows everything",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["500", "Access-Control-Allow-Origin: *"],
            answer: &["500", "Vary: Origin"],
        },
        Scenario {
            name: "a handler that sends a star to an allowed origin",
            policy: &API,
            request: &["GET", APP],
            handler: &["200", "Access-Control-Allow-Origin: *", "Access-Control-Max-Age: 9"],
            answer: lines(&["200"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "a handler that sends every CORS header twice to a refused origin",
            policy: &API,
            request: &["GET", EVIL],
            handler: &[
                "200",
                "Access-Control-Allow-Origin: *",
                "Access-Control-Allow-Origin: https://evil.example",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: *",
                "Access-Control-Allow-Headers: *",
                "Access-Control-Expose-Headers: *",
                "Access-Control-Max-Age: 86400",
                "Access-Control-Allow-Private-Network: true",
            ],
            answer: REFUSED,
        },
        Scenario {
            name: "a handler that sends CORS headers without origin",
            policy: &API,
            request: &["GET"],
            handler: &["200", "Access-Control-Allow-Origin: *"],
            answer: REFUSED,
        },
        Scenario {
            name: "a handler that allows credentials on a public resource",
            policy: &PUBLIC,
            request: &["GET", EVIL],
            handler: &["200", "Access-Control-Allow-Credentials: true"],
            answer: PUBLIC_ALLOWS,
        },
        Scenario {
            name: "a handler that opens a closed resource",
            policy: &CLOSED,
            request: &["GET", APP],
            handler: &["200", "Access-Control-Allow-Origin: *", "Access-Control-Expose-Headers: *"],
            answer: &["200"],
        },
    ]
}
