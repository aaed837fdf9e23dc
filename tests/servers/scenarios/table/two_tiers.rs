//! Policies with `anyone_else`: listed origins get the options of the policy, and every other request those of
//! `anyone_else`.

use super::shared::{APP, EVIL, NOT_CALLED, OK, lines};
use crate::policies::{BARE_TIER, TWO_TIERS, TWO_TIERS_OF_ANY};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    [listed(), strangers(), everyone(), of_any(), bare(), handlers()].concat()
}

fn listed() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "request from a listed origin of two tiers",
            policy: &TWO_TIERS,
            request: &["GET", APP],
            handler: OK,
            answer: &[
                "200",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Expose-Headers: ETag, X-Total",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "request from an origin that a pattern of two tiers covers",
            policy: &TWO_TIERS,
            request: &["GET", "Origin: https://pr-7.preview.example.com"],
            handler: OK,
            answer: &[
                "200",
                "Access-Control-Allow-Origin: https://pr-7.preview.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Expose-Headers: ETag, X-Total",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "preflight from a listed origin of two tiers",
            policy: &TWO_TIERS,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: QUERY"],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: DELETE, GET, PUT",
                "Access-Control-Allow-Headers: Authorization, Content-Type",
                "Access-Control-Max-Age: 7200",
                "Vary: Origin",
            ],
        },
    ]
}

/// Every `Origin` that the policy does not list gets the same answers.
fn strangers() -> Vec<Scenario> {
    let long = format!("Origin: https://{}.example", "a".repeat(1_000)).leak();
    let origins: [(&str, &[&'static str]); 9] = [
        ("from another site", &[EVIL]),
        ("from an opaque origin", &["Origin: null"]),
        ("with an empty origin", &["Origin: "]),
        ("with a path in the origin", &["Origin: https://app.example.com/"]),
        ("from another port of a listed origin", &["Origin: https://app.example.com:8443"]),
        ("from the bare domain of a pattern", &["Origin: https://preview.example.com"]),
        ("with bytes above 0x7F in the origin", &["Origin: https://b\u{fc}cher.example"]),
        ("with a long origin", &[long]),
        ("with two lines of origins", &[APP, EVIL]),
    ];
    let rows = origins.into_iter().flat_map(|(kind, origin)| {
        let asks = ["Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: x-a"];
        [
            Scenario {
                name: format!("request {kind}, which is anyone else").leak(),
                policy: &TWO_TIERS,
                request: lines(&["GET"], origin),
                handler: OK,
                answer: ANYONE,
            },
            Scenario {
                name: format!("preflight {kind}, which is anyone else").leak(),
                policy: &TWO_TIERS,
                request: lines(lines(&["OPTIONS"], origin), &asks),
                handler: NOT_CALLED,
                answer: ANYONE_ANSWERS,
            },
        ]
    });
    rows.collect()
}

/// A request without `Origin` gets what every page may use, because a cache may give it to one.
fn everyone() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "a request without origin to two tiers",
            policy: &TWO_TIERS,
            request: &["GET"],
            handler: OK,
            answer: ANYONE,
        },
        Scenario {
            name: "OPTIONS without origin to two tiers reaches the handler",
            policy: &TWO_TIERS,
            request: &["OPTIONS", "Access-Control-Request-Method: PUT"],
            handler: OK,
            answer: ANYONE,
        },
        Scenario {
            name: "OPTIONS from anyone else that is no preflight reaches the handler",
            policy: &TWO_TIERS,
            request: &["OPTIONS", EVIL],
            handler: OK,
            answer: ANYONE,
        },
        Scenario {
            name: "a request of anyone else with a cookie",
            policy: &TWO_TIERS,
            request: &["GET", EVIL, "Cookie: session=1"],
            handler: &["401"],
            answer: lines(&["401"], &ANYONE[1..]),
        },
        Scenario {
            name: "an error without origin from two tiers",
            policy: &TWO_TIERS,
            request: &["GET"],
            handler: &["500"],
            answer: lines(&["500"], &ANYONE[1..]),
        },
    ]
}

fn of_any() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "preflight to any method and any header from a listed origin of two tiers",
            policy: &TWO_TIERS_OF_ANY,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: PATCH",
                "Access-Control-Request-Headers: x-a",
            ],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: PATCH",
                "Access-Control-Allow-Headers: x-a",
                "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
            ],
        },
        Scenario {
            name: "preflight to any method and any header from anyone else",
            policy: &TWO_TIERS_OF_ANY,
            request: &[
                "OPTIONS",
                EVIL,
                "Access-Control-Request-Method: PATCH",
                "Access-Control-Request-Headers: x-a",
            ],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: *",
                "Access-Control-Allow-Methods: *",
                "Access-Control-Allow-Headers: *",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "request from anyone else, who may read any header",
            policy: &TWO_TIERS_OF_ANY,
            request: &["GET", EVIL],
            handler: OK,
            answer: &[
                "200",
                "Access-Control-Allow-Origin: *",
                "Access-Control-Expose-Headers: *",
                "Vary: Origin",
            ],
        },
    ]
}

fn bare() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "request from anyone else without options",
            policy: &BARE_TIER,
            request: &["GET", EVIL],
            handler: OK,
            answer: &["200", "Access-Control-Allow-Origin: *", "Vary: Origin"],
        },
        Scenario {
            name: "preflight from anyone else without options",
            policy: &BARE_TIER,
            request: &["OPTIONS", EVIL, "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: &["204", "Access-Control-Allow-Origin: *", "Vary: Origin"],
        },
        Scenario {
            name: "request from a listed origin without credentials, beside anyone else",
            policy: &BARE_TIER,
            request: &["PUT", APP],
            handler: OK,
            answer: &[
                "200",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Vary: Origin",
            ],
        },
    ]
}

/// The handler cannot grant anyone more.
fn handlers() -> Vec<Scenario> {
    let forged: &[&str] = &[
        "200",
        "Access-Control-Allow-Origin: https://evil.example",
        "Access-Control-Allow-Credentials: true",
        "Access-Control-Expose-Headers: X-Secret",
        "Vary: Accept, origin",
        "X-Secret: 7",
    ];
    let answer: &[&str] = &[
        "200",
        "Access-Control-Allow-Origin: *",
        "Access-Control-Expose-Headers: ETag",
        "Vary: Accept, origin",
    ];
    vec![
        Scenario {
            name: "a handler that grants anyone else more",
            policy: &TWO_TIERS,
            request: &["GET", EVIL],
            handler: forged,
            answer,
        },
        Scenario {
            name: "a handler that grants requests without origin more, of two tiers",
            policy: &TWO_TIERS,
            request: &["GET"],
            handler: forged,
            answer,
        },
    ]
}

/// The answer of `TWO_TIERS` to every request that no listed origin sends.
const ANYONE: &[&str] = &[
    "200",
    "Access-Control-Allow-Origin: *",
    "Access-Control-Expose-Headers: ETag",
    "Vary: Origin",
];

/// The answer of `TWO_TIERS` to every preflight that no listed origin sends.
const ANYONE_ANSWERS: &[&str] = &[
    "204",
    "Access-Control-Allow-Origin: *",
    "Access-Control-Allow-Methods: GET, QUERY",
    "Access-Control-Allow-Headers: X-Request-Id",
    "Access-Control-Max-Age: 3600",
    "Vary: Origin",
];
