//! The table.

use crate::policies::{API, BARE, CLOSED, PUBLIC, SHAPES};
use crate::scenario::Scenario;

/// What every subject can be asked, grouped by the rows of the design's table of answers.
pub(crate) fn scenarios() -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    scenarios.extend(without_origin());
    scenarios.extend(preflights());
    scenarios.extend(refused_preflights());
    scenarios.extend(allowed());
    scenarios.extend(refused());
    scenarios.extend(shapes_of_origins());
    scenarios.extend(handlers_with_headers_of_their_own());
    scenarios.extend(absurd());
    scenarios
}

/// What only HTTP/1 over a socket can ask: it depends on how the lines are written, or on what HTTP/2 forbids.
pub(crate) fn lines_of_http1() -> Vec<Scenario> {
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

/// Every scenario.
pub(crate) fn all() -> Vec<Scenario> {
    [scenarios(), lines_of_http1()].concat()
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
            name: "preflight from localhost without a port",
            policy: &API,
            request: &["OPTIONS", "Origin: http://localhost", "Access-Control-Request-Method: GET"],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: http://localhost",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: DELETE, GET, PUT",
                "Access-Control-Allow-Headers: Authorization, Content-Type",
                "Access-Control-Max-Age: 7200",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "preflight with cookies and a token, which no browser sends",
            policy: &API,
            request: &[
                "OPTIONS",
                APP,
                "Access-Control-Request-Method: PUT",
                "Cookie: session=1",
                "Authorization: Bearer 1",
            ],
            handler: NOT_CALLED,
            answer: API_ANSWERS_APP,
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
            name: "preflight with an empty origin",
            policy: &API,
            request: &["OPTIONS", "Origin: ", "Access-Control-Request-Method: PUT"],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "preflight from the bare domain of a pattern",
            policy: &API,
            request: &[
                "OPTIONS",
                "Origin: https://preview.example.com",
                "Access-Control-Request-Method: PUT",
            ],
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

fn shapes_of_origins() -> Vec<Scenario> {
    let allowed = |name, origin: &'static str| Scenario {
        name,
        policy: &SHAPES,
        request: vec!["GET", format!("Origin: {origin}").leak()].leak(),
        handler: OK,
        answer: vec![
            "200",
            format!("Access-Control-Allow-Origin: {origin}").leak(),
            "Access-Control-Allow-Credentials: true",
            "Vary: Origin",
        ]
        .leak(),
    };
    let refused = |name, origin: &'static str| Scenario {
        name,
        policy: &SHAPES,
        request: vec!["GET", format!("Origin: {origin}").leak()].leak(),
        handler: OK,
        answer: REFUSED,
    };
    vec![
        allowed("an origin with a port", "https://app.example.com:8443"),
        allowed("an origin in punycode", "https://xn--bcher-kva.example"),
        allowed("an IPv4 address", "http://127.0.0.1:3000"),
        allowed("an IPv6 address with a port", "http://[::1]:5173"),
        allowed("an IPv6 address without a port", "http://[::1]"),
        allowed("a scheme of an application's own", "tauri://localhost"),
        allowed("a subdomain with a port", "https://a-1.b_2.tenant.example.com:65535"),
        allowed("a subdomain without a port", "https://a.tenant.example.com"),
        refused("an origin without its port", "https://app.example.com"),
        refused("an IPv4 address in another form", "http://127.1:3000"),
        refused("an IPv6 address in another form", "http://[0:0:0:0:0:0:0:1]"),
        refused("an IPv6 address without brackets", "http://::1"),
        refused("a scheme in upper case", "TAURI://localhost"),
        refused("a subdomain with port 0", "https://a.tenant.example.com:0"),
        refused("a subdomain with two ports", "https://a.tenant.example.com:1:2"),
    ]
}

fn handlers_with_headers_of_their_own() -> Vec<Scenario> {
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
