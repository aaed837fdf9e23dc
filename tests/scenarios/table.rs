//! The table.

use crate::policies::{API, BARE, CLOSED, PUBLIC};
use crate::scenario::Scenario;

/// All scenarios, grouped by the rows of the design's table of answers.
pub(crate) fn scenarios() -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    scenarios.extend(without_origin());
    scenarios.extend(preflights());
    scenarios.extend(refused_preflights());
    scenarios.extend(allowed());
    scenarios.extend(refused());
    scenarios.extend(handlers_with_headers_of_their_own());
    scenarios.extend(absurd());
    scenarios
}

const OK: &[&str] = &["200"];
const NOT_CALLED: &[&str] = &[];

const APP: &str = "Origin: https://app.example.com";
const EVIL: &str = "Origin: https://evil.example";

/// What the API says to every allowed request.
const API_ALLOWS_APP: [&str; 4] = [
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Expose-Headers: ETag, X-Total",
    "Vary: Origin",
];

/// What the API says to every preflight that it allows.
const API_ANSWERS_APP: &[&str] = &[
    "204",
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Allow-Methods: DELETE, GET, PUT",
    "Access-Control-Allow-Headers: Authorization, Content-Type",
    "Access-Control-Max-Age: 7200",
    "Vary: Origin",
];

const PUBLIC_ALLOWS: &[&str] =
    &["200", "Access-Control-Allow-Origin: *", "Access-Control-Expose-Headers: *"];

const PUBLIC_ANSWERS: &[&str] = &[
    "204",
    "Access-Control-Allow-Origin: *",
    "Access-Control-Allow-Methods: *",
    "Access-Control-Allow-Headers: *, Authorization",
    "Access-Control-Max-Age: 0",
];

const REFUSED_PREFLIGHT: &[&str] = &["403", "Vary: Origin"];
const REFUSED: &[&str] = &["200", "Vary: Origin"];

/// Leaks lines that are put together: the table lives as long as the test.
fn lines(first: &[&'static str], more: &[&'static str]) -> &'static [&'static str] {
    [first, more].concat().leak()
}

fn without_origin() -> Vec<Scenario> {
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
            name: "HEAD without origin to a public resource",
            policy: &PUBLIC,
            request: &["HEAD"],
            handler: OK,
            answer: PUBLIC_ALLOWS,
        },
    ]
}

fn preflights() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "preflight with PUT from an allowed origin",
            policy: &API,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with a method that is not listed gets the same answer",
            policy: &API,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: PURGE"],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with headers that are not listed gets the same answer",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: x-evil,x-more",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with several lines of requested headers",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: content-type",
                "Access-Control-Request-Headers:  authorization ,,, x",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with several requested methods",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Method: PUT",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight with an empty requested method is a preflight",
            policy: &API,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: "],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight that asks for private network access gets none",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Private-Network: true",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
        },
        Scenario {
            name: "preflight from a subdomain that a pattern covers",
            policy: &API,
            request: &[
                "OPTIONS",
                "Origin: https://pr-7.eu.preview.example.com",
                "Access-Control-Request-Method: PUT",
            ],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: https://pr-7.eu.preview.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: DELETE, GET, PUT",
                "Access-Control-Allow-Headers: Authorization, Content-Type",
                "Access-Control-Max-Age: 7200",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "preflight where only origins are declared",
            policy: &BARE,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: GET"],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "preflight to a public resource",
            policy: &PUBLIC,
            request: &["OPTIONS", EVIL, "Access-Control-Request-Method: PATCH"],
            handler: NOT_CALLED,
            answer: PUBLIC_ANSWERS,
        },
        Scenario {
            name: "preflight to a public resource from an opaque origin",
            policy: &PUBLIC,
            request: &["OPTIONS", "Origin: null", "Access-Control-Request-Method: PATCH"],
            handler: NOT_CALLED,
            answer: PUBLIC_ANSWERS,
        },
    ]
}

fn refused_preflights() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "preflight with PURGE from a refused origin",
            policy: &API,
            request: &["OPTIONS", EVIL, "Access-Control-Request-Method: PURGE"],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight from an opaque origin",
            policy: &API,
            request: &["OPTIONS", "Origin: null", "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight with two origin lines",
            policy: &API,
            request: &["OPTIONS", APP, EVIL, "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight to a closed resource",
            policy: &CLOSED,
            request: &["OPTIONS", APP, "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: &["403"],
        },
    ]
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
        with_status("an allowed request that is redirected", "302"),
        with_status("an allowed request that is not modified", "304"),
        with_status("an allowed request that is unauthorized", "401"),
        with_status("an allowed request that is forbidden", "403"),
        with_status("an allowed request that is not found", "404"),
        with_status("an allowed request with a wrong method", "405"),
        with_status("an allowed request that is too large", "413"),
        with_status("an allowed request that fails", "500"),
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
    let from = |name, origin| Scenario {
        name,
        policy: &API,
        request: vec!["GET", origin].leak(),
        handler: OK,
        answer: REFUSED,
    };
    vec![
        from("a request from another site", EVIL),
        from("a request from an opaque origin", "Origin: null"),
        from("a request with an empty origin", "Origin: "),
        from("a request with a star for an origin", "Origin: *"),
        from("a request from the allowed host over http", "Origin: http://app.example.com"),
        from(
            "a request from the allowed host on another port",
            "Origin: https://app.example.com:8443",
        ),
        from(
            "a request from the allowed host with its default port",
            "Origin: https://app.example.com:443",
        ),
        from("a request from the allowed host with a slash", "Origin: https://app.example.com/"),
        from(
            "a request from the allowed host with a final dot",
            "Origin: https://app.example.com.",
        ),
        from("a request from the allowed host in upper case", "Origin: https://APP.example.com"),
        from(
            "a request from a host with the allowed one in front",
            "Origin: https://app.example.com.evil.example",
        ),
        from(
            "a request from a host with the allowed one at its end",
            "Origin: https://evilapp.example.com",
        ),
        from(
            "a request with the allowed host as user info",
            "Origin: https://app.example.com@evil.example",
        ),
        from("a request from the bare domain of a pattern", "Origin: https://preview.example.com"),
        from(
            "a request from a host that ends like a pattern",
            "Origin: https://evilpreview.example.com",
        ),
        from("a request from an empty label of a pattern", "Origin: https://.preview.example.com"),
        from("a request from two dots before a pattern", "Origin: https://a..preview.example.com"),
        from(
            "a request with a path before a pattern",
            "Origin: https://evil.example/.preview.example.com",
        ),
        from("a request with a port that does not exist", "Origin: http://localhost:65536"),
        from("a request with a port with a leading zero", "Origin: http://localhost:080"),
        from("a request with bytes beyond ascii", "Origin: https://app.ex\u{e4}mple.com"),
        from(
            "a request with two origins in one line",
            "Origin: https://app.example.com https://evil.example",
        ),
        from(
            "a request with two origins and a comma",
            "Origin: https://app.example.com, https://evil.example",
        ),
        Scenario {
            name: "a request with the same origin in two lines",
            policy: &API,
            request: &["GET", APP, APP],
            handler: OK,
            answer: REFUSED,
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

fn handlers_with_headers_of_their_own() -> Vec<Scenario> {
    vec![
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

fn absurd() -> Vec<Scenario> {
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
