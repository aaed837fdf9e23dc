//! Requests and handlers that send too much, or arbitrary bytes.

use super::shared::{
    API_ANSWERS_APP, APP, EVIL, NOT_CALLED, OK, PUBLIC_ALLOWS, REFUSED, REFUSED_PREFLIGHT, lines,
};
use crate::policies::{API, PUBLIC};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    let origin = |origin: String| -> &'static str { format!("Origin: {origin}").leak() };
    let names = "x-name,".repeat(1_000);
    vec![
        Scenario {
            name: "an origin of 60 kilobytes",
            policy: &API,
            request: vec!["GET", origin(format!("https://{}", "a".repeat(60_000)))].leak(),
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "an origin of 20,000 dots before a pattern",
            policy: &API,
            request: vec![
                "GET",
                origin(format!("https://{}preview.example.com", "a.".repeat(20_000))),
            ]
            .leak(),
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "an origin with more labels than a host can have",
            policy: &API,
            request: vec![
                "GET",
                origin(format!("https://{}preview.example.com", "a.".repeat(118))),
            ]
            .leak(),
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "an origin with a label that is too long",
            policy: &API,
            request: vec!["GET", origin(format!("https://{}.preview.example.com", "a".repeat(64)))]
                .leak(),
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "preflight with a thousand commas",
            policy: &API,
            request: vec![
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                format!("Access-Control-Request-Headers: {names}").leak(),
            ]
            .leak(),
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with fifty lines of requested headers",
            policy: &API,
            request: [
                &["OPTIONS", APP, "Access-Control-Request-Method: GET"][..],
                &["Access-Control-Request-Headers: x-name"; 50],
            ]
            .concat()
            .leak(),
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with requested headers of 50 kilobytes from a refused origin",
            policy: &API,
            request: vec![
                "OPTIONS",
                EVIL,
                "Access-Control-Request-Method: GET",
                format!("Access-Control-Request-Headers: {}", "x".repeat(50_000)).leak(),
            ]
            .leak(),
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight with a requested method of 50 kilobytes",
            policy: &API,
            request: vec![
                "OPTIONS",
                APP,
                format!("Access-Control-Request-Method: {}", "M".repeat(50_000)).leak(),
            ]
            .leak(),
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "a public resource asked from an origin of arbitrary bytes",
            policy: &PUBLIC,
            request: &["GET", "Origin: \u{80}\u{ff}"],
            handler: OK,
            answer: PUBLIC_ALLOWS,
        },
        Scenario {
            name: "fifty origin lines",
            policy: &API,
            request: [&["GET"][..], &[APP; 50][..]].concat().leak(),
            handler: OK,
            answer: REFUSED,
        },
        Scenario {
            name: "fifty lines of vary from the handler",
            policy: &API,
            request: &["GET", EVIL],
            handler: lines(OK, &["Vary: Accept"; 50]),
            answer: lines(OK, &[&["Vary: Accept"; 50][..], &["Vary: Origin"]].concat()),
        },
        Scenario {
            name: "preflight with a method of arbitrary bytes",
            policy: &API,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: \u{80}\u{ff} <x>"],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
    ]
}
