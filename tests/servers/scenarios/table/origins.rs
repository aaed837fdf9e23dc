//! Which origins match: every shape of an entry, and origins that are almost allowed.

use super::shared::{OK, REFUSED};
use crate::policies::{API, EXTENSIONS, SHAPES};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    [shapes(), any_host(), near_misses()].concat()
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

/// What browsers and editors send, and what only looks like it.
fn any_host() -> Vec<Scenario> {
    let allowed = |name, origin: &'static str| Scenario {
        name,
        policy: &EXTENSIONS,
        request: vec!["GET", format!("Origin: {origin}").leak()].leak(),
        handler: OK,
        answer: vec![
            "200",
            format!("Access-Control-Allow-Origin: {origin}").leak(),
            "Vary: Origin",
        ]
        .leak(),
    };
    let refused = |name, origin: &'static str| Scenario {
        name,
        policy: &EXTENSIONS,
        request: vec!["GET", format!("Origin: {origin}").leak()].leak(),
        handler: OK,
        answer: REFUSED,
    };
    let longest = format!("tauri://{}", "a".repeat(63)).leak();
    let overlong = format!("tauri://{}", "a".repeat(64)).leak();
    vec![
        allowed("an extension of Chromium", "chrome-extension://abcdefghijklmnopabcdefghijklmnop"),
        allowed("an extension of Firefox", "moz-extension://0f3a4ba5-8ed2-4a26-a3a6-6e9d7c4be2a0"),
        allowed(
            "an extension with an identifier in upper case",
            "safari-web-extension://E3449EA7-EC25-4696-8E10-6E9D7C4BE2A0",
        ),
        allowed(
            "a view of an editor",
            "vscode-webview://10kbrrqvl8foiqadlf2vq1l9snpjtar16g1350ud9j16se4j4bj9",
        ),
        allowed("an application with any host", "tauri://localhost"),
        allowed("the longest host that a star matches", longest),
        Scenario {
            name: "a preflight from an extension",
            policy: &EXTENSIONS,
            request: &[
                "OPTIONS",
                "Origin: chrome-extension://abcdefghijklmnopabcdefghijklmnop",
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: authorization",
            ],
            handler: &[],
            answer: &[
                "204",
                "Access-Control-Allow-Origin: chrome-extension://abcdefghijklmnopabcdefghijklmnop",
                "Access-Control-Allow-Methods: PUT",
                "Access-Control-Allow-Headers: Authorization",
                "Vary: Origin",
            ],
        },
        refused("a host that is longer than a star matches", overlong),
        refused("a scheme without a host", "tauri://"),
        refused("a star for a host", "tauri://*"),
        refused("an application with a port", "tauri://localhost:1420"),
        refused("an application with an empty port", "tauri://localhost:"),
        refused("an application with a final dot", "tauri://localhost."),
        refused("an application with two labels", "tauri://app.localhost"),
        refused("an application with an IPv6 address", "tauri://[::1]"),
        refused("an extension with a path", "chrome-extension://abcdefghijklmnopabcdefghijklmnop/"),
        refused(
            "an extension with user info",
            "chrome-extension://a@abcdefghijklmnopabcdefghijklmnop",
        ),
        refused("an extension of another browser", "ms-browser-extension://abcdefghijklmnop"),
        refused("a scheme that ends like a listed one", "xtauri://localhost"),
        refused("a scheme that begins like a listed one", "tauri-x://localhost"),
        refused("a listed scheme in upper case", "Tauri://localhost"),
        refused("a listed scheme without slashes", "tauri:localhost"),
        refused("a site with the name of a scheme", "https://tauri"),
        refused("two origins of a listed scheme", "tauri://a tauri://b"),
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
