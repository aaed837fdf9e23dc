//! Requests without `Origin`.

use super::shared::{OK, PUBLIC_ALLOWS, lines};
use crate::policies::{API, CLOSED, PUBLIC};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    let request: &[&str] = &["GET"];
    vec![
        Scenario {
            name: "a request without origin where origins are listed",
            policy: &API,
            request,
            handler: OK,
            answer: &["200", "Vary: Origin"],
        },
        Scenario {
            name: "a request without origin to a public resource",
            policy: &PUBLIC,
            request,
            handler: OK,
            answer: PUBLIC_ALLOWS,
        },
        Scenario {
            name: "a request without origin to a closed resource",
            policy: &CLOSED,
            request,
            handler: OK,
            answer: &["200"],
        },
        Scenario {
            name: "an error without origin where origins are listed",
            policy: &API,
            request: &["POST"],
            handler: &["500"],
            answer: &["500", "Vary: Origin"],
        },
        Scenario {
            name: "OPTIONS without origin reaches the handler",
            policy: &API,
            request: &["OPTIONS", "Access-Control-Request-Method: PUT"],
            handler: &["200", "Allow: GET, PUT"],
            answer: &["200", "Vary: Origin"],
        },
        Scenario {
            name: "a request without origin that has not changed since it was cached",
            policy: &API,
            request: &["GET", "If-None-Match: \"7\""],
            handler: &["304", "ETag: \"7\"", "Vary: Accept"],
            answer: &["304", "Vary: Accept", "Vary: Origin"],
        },
        Scenario {
            name: "an error without origin from a public resource",
            policy: &PUBLIC,
            request,
            handler: &["404"],
            answer: lines(&["404"], &PUBLIC_ALLOWS[1..]),
        },
        Scenario {
            name: "HEAD without origin to a public resource",
            policy: &PUBLIC,
            request: &["HEAD"],
            handler: OK,
            answer: PUBLIC_ALLOWS,
        },
    ]
}
