//! Scenarios that only HTTP/1 over a socket can send: they depend on how lines are written, or HTTP/2 forbids them.

use super::shared::{API_ALLOWS_APP, API_ANSWERS_APP, APP, NOT_CALLED, OK, REFUSED, lines};
use crate::policies::API;
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "an origin with blanks and tabs around it",
            policy: &API,
            request: &["GET", "Origin: \t https://app.example.com \t"],
            handler: OK,
            answer: lines(OK, &API_ALLOWS_APP),
        },
        Scenario {
            name: "an origin without a blank before it",
            policy: &API,
            request: &["GET", "Origin:https://app.example.com"],
            handler: OK,
            answer: lines(OK, &API_ALLOWS_APP),
        },
        Scenario {
            name: "an origin of nothing but blanks",
            policy: &API,
            request: &["GET", "Origin: \t "],
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "preflight with names in upper case",
            policy: &API,
            request: &[
                "OPTIONS",
                "ORIGIN: https://app.example.com",
                "ACCESS-CONTROL-REQUEST-METHOD: PUT",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with names in lower case",
            policy: &API,
            request: &[
                "OPTIONS",
                "origin: https://app.example.com",
                "access-control-request-method: PUT",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "two origin lines in different case",
            policy: &API,
            request: &["GET", "Origin: https://app.example.com", "oRIGIN: https://app.example.com"],
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "a request whose connection line names the origin",
            policy: &API,
            request: &["GET", APP, "Connection: Origin"],
            handler: OK,
            answer: lines(OK, &API_ALLOWS_APP),
        },
        Scenario {
            name: "a preflight that asks for an upgrade",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                "Connection: upgrade",
                "Upgrade: websocket",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "a preflight with a body of no length",
            policy: &API,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: PUT", "Content-Length: 0"],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
    ]
}
