//! Which origins match: every shape of an entry, and origins that are almost allowed.

use super::shared::{OK, REFUSED};
use crate::policies::{API, SHAPES};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    [shapes(), near_misses()].concat()
}

fn shapes() -> Vec<Scenario> {
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

fn near_misses() -> Vec<Scenario> {
    let from = |name, origin| Scenario {
        name,
        policy: &API,
        request: vec!["GET", origin].leak(),
        handler: OK,
        answer: REFUSED,
    };
    vec![
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
    ]
}
