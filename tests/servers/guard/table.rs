//! The requests, and whether the guard lets them pass. The first two groups are the cases of the tests of Go's
//! `http.CrossOriginProtection` and of `tower_http::csrf`.

/// A request to `api.example.com`, unless its lines name another host.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) method: &'static str,
    pub(crate) target: &'static str,
    pub(crate) lines: Vec<&'static str>,
    pub(crate) passes: bool,
}

pub(crate) fn all() -> Vec<Case> {
    [methods_and_sites(), hosts(), listed(), websockets(), hostile()]
        .into_iter()
        .flatten()
        .collect()
}

fn case(method: &'static str, lines: &[&'static str], passes: bool) -> Case {
    Case { method, target: "/", lines: [&["Host: api.example.com"], lines].concat(), passes }
}

fn methods_and_sites() -> Vec<Case> {
    vec![
        case("POST", &[SAME_ORIGIN], true),
        case("POST", &["Sec-Fetch-Site: none"], true),
        case("POST", &[CROSS_SITE], false),
        case("POST", &["Sec-Fetch-Site: same-site"], false),
        case("POST", &[], true),
        case("POST", &[OWN], true),
        case("POST", &[EVIL], false),
        case("POST", &["Origin: null"], false),
        case("GET", &[CROSS_SITE], true),
        case("HEAD", &[CROSS_SITE], true),
        case("OPTIONS", &[CROSS_SITE], true),
        case("GET", &[EVIL], true),
        case("PUT", &[CROSS_SITE], false),
        case("PATCH", &[EVIL], false),
        case("DELETE", &[EVIL], false),
        case("PROPFIND", &[EVIL], false),
        case("get", &[EVIL], false),
        // The word of the browser is stronger than the host.
        case("POST", &[OWN, CROSS_SITE], false),
        case("POST", &[EVIL, SAME_ORIGIN], true),
        case("POST", &["Sec-Fetch-Site:", OWN], true),
        case("POST", &["Sec-Fetch-Site:", EVIL], false),
        case("POST", &["Sec-Fetch-Site:"], true),
        case("POST", &["Sec-Fetch-Site: Same-Origin"], false),
        case("POST", &["Sec-Fetch-Site: \u{ff}\u{fe}"], false),
        case("POST", &["Origin: \u{ff}\u{fe}"], false),
    ]
}

fn hosts() -> Vec<Case> {
    let from = |host, origin, passes| Case {
        method: "POST",
        target: "/",
        lines: vec![host, origin],
        passes,
    };
    let to = |target, lines: &[&'static str], passes| Case {
        method: "POST",
        target,
        lines: lines.to_vec(),
        passes,
    };
    vec![
        from("Host: example.com:8443", "Origin: https://example.com:8443", true),
        from("Host: example.com:8443", "Origin: https://example.com:8444", false),
        from("Host: example.com:443", "Origin: https://example.com", true),
        from("Host: example.com:80", "Origin: http://example.com", true),
        from("Host: example.com:443", "Origin: http://example.com", false),
        from("Host: example.com", "Origin: https://example.com:8443", false),
        from("Host: EXAMPLE.com", "Origin: https://example.com", true),
        from("Host: [::1]:3000", "Origin: http://[::1]:3000", true),
        from("Host: example.com:8443", "Origin: example.com:8443", false),
        from("Host: example.com:8443", "Origin: ftp://example.com:8443", false),
        from("Host: example.com", "Origin: https://user@example.com", false),
        from("Host: example.com", "Origin: https://example.com/", false),
        from("Host: example.com", "Origin: https://example.com.evil.example", false),
        from("Host: example.com", "Origin: https://evilexample.com", false),
        to("http://example.com/", &["Host: example.com", "Origin: http://example.com"], true),
        to("http://example.com/", &["Host: evil.example", "Origin: https://evil.example"], false),
        // `tower-http` lets the next one pass. A proxy in front may have used `Host`.
        to("http://example.com/", &["Host: other.example", "Origin: http://example.com"], false),
    ]
}

fn listed() -> Vec<Case> {
    vec![
        case("POST", &["Origin: https://app.example.com"], true),
        case("POST", &["Origin: https://app.example.com", CROSS_SITE], true),
        case("POST", &["Origin: https://pr-7.preview.example.com", CROSS_SITE], true),
        case("POST", &["Origin: tauri://localhost", CROSS_SITE], true),
        case("POST", &["Origin: https://preview.example.com", CROSS_SITE], false),
        case("POST", &["Origin: http://app.example.com", CROSS_SITE], false),
        case("POST", &["Origin: https://APP.example.com"], false),
        case("POST", &["Origin: https://app.example.com:443"], false),
    ]
}

fn websockets() -> Vec<Case> {
    let open = |lines: &[&'static str], passes| case("GET", &[lines, &[UPGRADE]].concat(), passes);
    vec![
        // No browser.
        open(&[], true),
        open(&[OWN], true),
        open(&[OWN, SAME_ORIGIN], true),
        open(&["Origin: https://app.example.com"], true),
        open(&["Origin: https://pr-7.preview.example.com", CROSS_SITE], true),
        open(&[EVIL], false),
        open(&[EVIL, CROSS_SITE], false),
        open(&["Origin: null"], false),
        open(&[CROSS_SITE], false),
        case("GET", &[EVIL, "Upgrade: WebSocket"], false),
        case("GET", &[EVIL, "Upgrade: foo, websocket"], false),
        case("GET", &[EVIL, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="], false),
        case("POST", &[EVIL, UPGRADE], false),
    ]
}

/// What no browser sends. Differs from Go and `tower-http`, which read the first line, and take an empty one for none.
fn hostile() -> Vec<Case> {
    vec![
        case("POST", &["Origin:"], false),
        case("POST", &[OWN, EVIL], false),
        case("POST", &["Origin: https://app.example.com", EVIL], false),
        case("POST", &[OWN, OWN], false),
        case("POST", &[SAME_ORIGIN, CROSS_SITE], false),
        case("POST", &["Sec-Fetch-Site: same-origin, cross-site"], false),
        case("POST", &[EVIL, "X-Forwarded-Host: evil.example"], false),
        case("POST", &[EVIL, "X-HTTP-Method-Override: GET"], false),
    ]
}

const OWN: &str = "Origin: https://api.example.com";
const EVIL: &str = "Origin: https://evil.example";
const SAME_ORIGIN: &str = "Sec-Fetch-Site: same-origin";
const CROSS_SITE: &str = "Sec-Fetch-Site: cross-site";
const UPGRADE: &str = "Upgrade: websocket";
