//! All other requests with `Origin`, from allowed and from refused origins.

use super::shared::{API_ALLOWS_APP, APP, EVIL, OK, PUBLIC_ALLOWS, REFUSED, lines};
use crate::policies::{API, BARE, CLOSED, PUBLIC};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    [allowed(), refused()].concat()
}

fn allowed() -> Vec<Scenario> {
    let with_status = |name, status: &'static str| Scenario {
        name,
        policy: &API,
        request: &["GET", APP],
        handler: vec![status].leak(),
        answer: lines(&[status], &API_ALLOWS_APP),
    };
    vec![
        with_status("an allowed request", "200"),
        with_status("an allowed request that is created", "201"),
        with_status("an allowed request without content", "204"),
        with_status("an allowed request for a part", "206"),
        with_status("an allowed request that is redirected", "302"),
        with_status("an allowed request that is redirected for good", "308"),
        with_status("an allowed request that is not modified", "304"),
        with_status("an allowed request that is unauthorized", "401"),
        with_status("an allowed request that is forbidden", "403"),
        with_status("an allowed request that is not found", "404"),
        with_status("an allowed request with a wrong method", "405"),
        with_status("an allowed request that is too large", "413"),
        with_status("an allowed request that must be upgraded", "426"),
        with_status("an allowed request that is one too many", "429"),
        with_status("an allowed request that fails", "500"),
        with_status("an allowed request to a server that is down", "503"),
        with_status("an allowed request that times out", "504"),
        Scenario {
            name: "OPTIONS from an allowed origin that is no preflight reaches the handler",
            policy: &API,
            request: &["OPTIONS", APP],
            handler: &["200", "Allow: GET"],
            answer: lines(&["200"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "a requested method alone does not make a preflight",
            policy: &API,
            request: &["POST", APP, "Access-Control-Request-Method: PUT"],
            handler: OK,
            answer: lines(&["200"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "requested headers alone do not make a preflight",
            policy: &API,
            request: &["OPTIONS", APP, "Access-Control-Request-Headers: x"],
            handler: OK,
            answer: lines(&["200"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "a method in lower case that reads like OPTIONS is no preflight",
            policy: &API,
            request: &["options", APP, "Access-Control-Request-Method: PUT"],
            handler: &["405"],
            answer: lines(&["405"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "HEAD from an allowed origin for what does not exist",
            policy: &API,
            request: &["HEAD", APP],
            handler: &["404"],
            answer: lines(&["404"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "HEAD from an allowed origin",
            policy: &API,
            request: &["HEAD", APP],
            handler: OK,
            answer: lines(&["200"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "a method that is not listed is not blocked",
            policy: &API,
            request: &["PATCH", APP],
            handler: OK,
            answer: lines(&["200"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "a request from localhost on any port",
            policy: &API,
            request: &["GET", "Origin: http://localhost:5173"],
            handler: OK,
            answer: &[
                "200",
                "Access-Control-Allow-Origin: http://localhost:5173",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Expose-Headers: ETag, X-Total",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "a request where only origins are declared",
            policy: &BARE,
            request: &["GET", APP],
            handler: OK,
            answer: &[
                "200",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "a request to a public resource",
            policy: &PUBLIC,
            request: &["GET", EVIL],
            handler: OK,
            answer: PUBLIC_ALLOWS,
        },
        Scenario {
            name: "a request to a public resource with two origin lines",
            policy: &PUBLIC,
            request: &["GET", APP, EVIL],
            handler: OK,
            answer: PUBLIC_ALLOWS,
        },
    ]
}

fn refused() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "a request from another site",
            policy: &API,
            request: &["GET", EVIL],
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "a request with the same origin in two lines",
            policy: &API,
            request: &["GET", APP, APP],
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "HEAD from a refused origin",
            policy: &API,
            request: &["HEAD", EVIL],
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "a refused request that is unauthorized",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["401", "WWW-Authenticate: Bearer"],
            answer: &["401", "Vary: Origin"],
        },
        Scenario {
            name: "a refused request that is not modified",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["304"],
            answer: &["304", "Vary: Origin"],
        },
        Scenario {
            name: "a refused request that fails",
            policy: &API,
            request: &["POST", EVIL],
            handler: &["500"],
            answer: &["500", "Vary: Origin"],
        },
        Scenario {
            name: "OPTIONS from a refused origin that is no preflight reaches the handler",
            policy: &API,
            request: &["OPTIONS", EVIL],
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "a request to a closed resource",
            policy: &CLOSED,
            request: &["GET", APP],
            handler: OK,
            answer: &["200"],
        },
    ]
}
