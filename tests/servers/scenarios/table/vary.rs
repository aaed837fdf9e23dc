//! Handlers that set `Vary`, which is merged.

use super::shared::{API_ALLOWS_APP, APP, EVIL, PUBLIC_ALLOWS, lines};
use crate::policies::{API, CLOSED, PUBLIC};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "a handler that varies by everything in a list",
            policy: &API,
            request: &["GET", APP],
            handler: &["200", "Vary: Accept, *"],
            answer: lines(&["200", "Vary: Accept, *"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "a handler that varies by everything in a list without origin",
            policy: &API,
            request: &["GET"],
            handler: &["200", "Vary: *, Accept"],
            answer: &["200", "Vary: *, Accept", "Vary: Origin"],
        },
        Scenario {
            name: "a handler that varies by everything and an empty member",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Vary: *,"],
            answer: &["200", "Vary: *,", "Vary: Origin"],
        },
        Scenario {
            name: "a handler that varies by everything twice on one line",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Vary: *, *"],
            answer: &["200", "Vary: *, *", "Vary: Origin"],
        },
        Scenario {
            name: "a handler that varies by origin and by everything on one line",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Vary: *, origin"],
            answer: &["200", "Vary: *, origin"],
        },
        Scenario {
            name: "a handler that varies by everything on a line of its own",
            policy: &API,
            request: &["GET", APP],
            handler: &["200", "Vary: Accept", "Vary: *"],
            answer: lines(&["200", "Vary: Accept", "Vary: *"], &API_ALLOWS_APP),
        },
        Scenario {
            name: "a handler of a public resource that varies by everything in a list",
            policy: &PUBLIC,
            request: &["GET", APP],
            handler: &["200", "Vary: Accept, *"],
            answer: lines(PUBLIC_ALLOWS, &["Vary: Accept, *"]),
        },
        Scenario {
            name: "a handler that varies by arbitrary bytes",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Vary: \u{80}\u{ff}"],
            answer: &["200", "Vary: \u{80}\u{ff}", "Vary: Origin"],
        },
        Scenario {
            name: "a handler that varies by nothing",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Vary: "],
            answer: &["200", "Vary: ", "Vary: Origin"],
        },
        Scenario {
            name: "a handler of a closed resource that varies",
            policy: &CLOSED,
            request: &["GET", APP],
            handler: &["200", "Vary: Cookie", "Access-Control-Allow-Origin: *"],
            answer: &["200", "Vary: Cookie"],
        },
        Scenario {
            name: "a handler with several lines of vary",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Vary: Accept", "Vary: Accept-Encoding, Cookie"],
            answer: &["200", "Vary: Accept", "Vary: Accept-Encoding, Cookie", "Vary: Origin"],
        },
        Scenario {
            name: "a handler that varies by origin already",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Vary: Accept", "Vary: accept-encoding, ORIGIN"],
            answer: &["200", "Vary: Accept", "Vary: accept-encoding, ORIGIN"],
        },
        Scenario {
            name: "a handler that varies by everything",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Vary: *"],
            answer: &["200", "Vary: *"],
        },
        Scenario {
            name: "a handler that varies by something like origin",
            policy: &API,
            request: &["GET", EVIL],
            handler: &["200", "Vary: X-Origin, Origin-Isolation"],
            answer: &["200", "Vary: X-Origin, Origin-Isolation", "Vary: Origin"],
        },
        Scenario {
            name: "a handler of a public resource that varies",
            policy: &PUBLIC,
            request: &["GET", APP],
            handler: &["200", "Vary: Accept"],
            answer: lines(PUBLIC_ALLOWS, &["Vary: Accept"]),
        },
    ]
}
