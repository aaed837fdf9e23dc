//! The requests that every framework answers in the same way.

use crate::{ALLOWED, ANSWERED, APP, EVIL, NOTHING, PUT, REFUSED};

/// A request to a server with [`super::select`], and the answer. The handler always sends a CORS header.
pub(super) struct Case {
    pub(super) start: &'static str,
    pub(super) lines: Vec<&'static str>,
    pub(super) status: u16,
    /// The CORS headers and the lines of `Vary`, sorted.
    pub(super) answer: Vec<&'static str>,
}

pub(super) fn all() -> Vec<Case> {
    [hosts(), headers(), lines_of_vary(), paths(), extensions(), methods()]
        .into_iter()
        .flatten()
        .collect()
}

fn case(start: &'static str, lines: &[&'static str], answer: &[&'static str]) -> Case {
    let status = match start.split(' ').next() {
        Some("OPTIONS") if answer.iter().any(|line| line.contains("allow-origin")) => 204,
        Some("OPTIONS") => 403,
        _ => 200,
    };
    Case { start, lines: lines.to_vec(), status, answer: answer.to_vec() }
}

fn hosts() -> Vec<Case> {
    let start = "GET /by-host HTTP/1.1";
    let from = |host, answer| case(start, &[host, APP], answer);
    let preflight = |host, answer| case("OPTIONS /by-host HTTP/1.1", &[host, APP, PUT], answer);
    let with = |host, answer| case("GET /with-host HTTP/1.1", &[host, APP], answer);
    vec![
        from("Host: api.example.com", ALLOWED),
        from("Host: api.example.com:8080", ALLOWED),
        from("Host: api.example.com:", ALLOWED),
        from("Host: API.Example.COM:443", ALLOWED),
        from("Host: 127.0.0.1:3000", ALLOWED),
        from("Host: [::1]", ALLOWED),
        from("Host: [::1]:3000", ALLOWED),
        from("Host: configured.example.com", CONFIGURED_ALLOWS),
        preflight("Host: api.example.com", ANSWERED),
        preflight("Host: other.example.com", NOTHING),
        case(start, &["Host: api.example.com", EVIL], REFUSED),
        case(start, &["Host: configured.example.com", EVIL], REFUSED),
        case(start, &["Host: api.example.com"], REFUSED),
        // There is no policy for these hosts, so nothing is allowed.
        from("Host: other.example.com", NOTHING),
        from("Host: api.example.com.", NOTHING),
        from("Host: api.example.com.evil.example", NOTHING),
        // These are not hosts.
        from("Host: ", NOTHING),
        from("Host: :80", NOTHING),
        from("Host: ada@api.example.com", NOTHING),
        from("Host: api.example.com:80@evil.example", NOTHING),
        from("Host: api.example.com:evil", NOTHING),
        from("Host: api.example.com:80:80", NOTHING),
        from("Host: api.example.com, api.example.com", NOTHING),
        from("Host: [::1", NOTHING),
        from("Host: [::1]evil.example", NOTHING),
        from("Host: ::1", NOTHING),
        from("Host: api.example.com\u{e4}", NOTHING),
        case("GET /by-host HTTP/1.0", &[APP], NOTHING),
        with("Host: other.example.com", ALLOWED),
        with("Host: ada@api.example.com", NOTHING),
        with("Host: ", NOTHING),
        with("Host: :80", NOTHING),
        // The URL of a request to a proxy has a host too.
        case(
            "GET http://api.example.com/by-host HTTP/1.1",
            &["Host: api.example.com", APP],
            ALLOWED,
        ),
        case(
            "GET http://api.example.com/by-host HTTP/1.1",
            &["Host: API.example.com:80", APP],
            ALLOWED,
        ),
        case("GET http://api.example.com/by-host HTTP/1.1", &["Host: evil.example", APP], NOTHING),
        case("GET http://evil.example/by-host HTTP/1.1", &["Host: api.example.com", APP], NOTHING),
        // A header that any client can send selects nothing.
        case(start, &["Host: other.example", "X-Forwarded-Host: api.example.com", APP], NOTHING),
    ]
}

fn headers() -> Vec<Case> {
    let get =
        |lines: &[&'static str], answer| case("GET /by-header HTTP/1.1", &with_host(lines), answer);
    let preflight = |lines: &[&'static str], answer| {
        case("OPTIONS /by-header HTTP/1.1", &with_host(lines), answer)
    };
    let by_two = |lines: &[&'static str], answer| {
        case("GET /by-headers HTTP/1.1", &with_host(lines), answer)
    };
    vec![
        get(&["X-Tenant: api", APP], API_ALLOWS),
        get(&["x-tenant: configured", APP], CONFIGURED_ALLOWS_A_TENANT),
        get(&["X-Tenant: public", APP], PUBLIC_ALLOWS),
        get(&["X-Tenant: api", EVIL], API_REFUSES),
        get(&["X-Tenant: configured", EVIL], API_REFUSES),
        get(&["X-Tenant: api"], API_REFUSES),
        get(&["X-Tenant: public"], PUBLIC_ALLOWS),
        preflight(&["X-Tenant: api", APP, PUT], API_ANSWERS),
        preflight(&["X-Tenant: api", EVIL, PUT], API_REFUSES),
        get(&["X-Tenant: tiers", APP], CONFIGURED_ALLOWS_A_TENANT),
        get(&["X-Tenant: tiers", EVIL], ANYONE_ELSE),
        get(&["X-Tenant: tiers"], ANYONE_ELSE),
        preflight(&["X-Tenant: tiers", EVIL, PUT], ANYONE_ELSE_ANSWERS),
        // There is no policy for these. The answer still depends on the header.
        get(&["X-Tenant: other", APP], CLOSED),
        get(&[APP], CLOSED),
        get(&[], CLOSED),
        get(&["X-Tenant:", APP], CLOSED),
        get(&["X-Tenant: API", APP], CLOSED),
        get(&["X-Tenant: api", "X-Tenant: api", APP], CLOSED),
        get(&["X-Tenant: api\u{e4}", APP], CLOSED),
        preflight(&[APP, PUT], CLOSED),
        preflight(&["X-Tenant: other", APP, PUT], CLOSED),
        // A preflight names the headers of a script, and does not have them.
        preflight(&[APP, PUT, "Access-Control-Request-Headers: x-tenant"], CLOSED),
        // By several headers, by one that varies anyway, and by one that does not exist.
        by_two(
            &["X-Tenant: api", "X-Region: eu", APP],
            &[ALLOWED[0], ALLOWED[1], "vary: x-tenant, x-region, origin"],
        ),
        by_two(
            &["X-Tenant: api", APP],
            &["access-control-allow-origin: *", "vary: x-tenant, x-region"],
        ),
        case(
            "GET /by-origin HTTP/1.1",
            &with_host(&[APP]),
            &[ALLOWED[0], ALLOWED[1], "vary: origin"],
        ),
        case("GET /by-origin HTTP/1.1", &with_host(&[]), &["vary: origin"]),
        case("GET /by-no-name HTTP/1.1", &with_host(&["X Tenant: api", APP][1..]), NOTHING),
    ]
}

/// The handler sends `Vary` too.
fn lines_of_vary() -> Vec<Case> {
    let get = |vary, answer| {
        case("GET /by-header HTTP/1.1", &with_host(&["X-Tenant: api", EVIL, vary]), answer)
    };
    let closed = |vary, answer| case("GET /by-header HTTP/1.1", &with_host(&[EVIL, vary]), answer);
    vec![
        get("X-Vary: Accept", &["vary: Accept", "vary: x-tenant, origin"]),
        get("X-Vary: Accept|Cookie", &["vary: Accept", "vary: Cookie", "vary: x-tenant, origin"]),
        get("X-Vary: X-TENANT", &["vary: X-TENANT", "vary: origin"]),
        get("X-Vary: Origin", &["vary: Origin", "vary: x-tenant"]),
        get("X-Vary: Accept, X-Tenant,origin", &["vary: Accept, X-Tenant,origin"]),
        get("X-Vary: X-Tenant-Id", &["vary: X-Tenant-Id", "vary: x-tenant, origin"]),
        get("X-Vary: *", &["vary: *"]),
        get("X-Vary: Accept, *", &["vary: Accept, *", "vary: x-tenant, origin"]),
        get("X-Vary: Accept|*", &["vary: *", "vary: Accept", "vary: x-tenant, origin"]),
        closed("X-Vary: Accept", &["vary: Accept", "vary: x-tenant"]),
        closed("X-Vary: x-tenant", &["vary: x-tenant"]),
        closed("X-Vary: *", &["vary: *"]),
    ]
}

fn paths() -> Vec<Case> {
    let get = |start, answer| case(start, &with_host(&[APP]), answer);
    vec![
        get("GET /api/users HTTP/1.1", ALLOWED),
        get("GET /api/users?/configured/ HTTP/1.1", ALLOWED),
        get("GET /configured/users HTTP/1.1", CONFIGURED_ALLOWS),
        get("GET /API/users HTTP/1.1", NOTHING),
        get("GET //api/users HTTP/1.1", NOTHING),
        get("GET /?/api/users HTTP/1.1", NOTHING),
        get("GET / HTTP/1.1", NOTHING),
        case("OPTIONS /api/users HTTP/1.1", &with_host(&[APP, PUT]), ANSWERED),
        case("OPTIONS /elsewhere HTTP/1.1", &with_host(&[APP, PUT]), NOTHING),
    ]
}

fn extensions() -> Vec<Case> {
    let get =
        |customer, answer| case("GET /by-extension HTTP/1.1", &with_host(&[customer, APP]), answer);
    vec![
        get("X-Customer: api", ALLOWED),
        get("X-Customer: configured", CONFIGURED_ALLOWS),
        get("X-Customer: other", NOTHING),
        case("GET /by-extension HTTP/1.1", &with_host(&[APP]), NOTHING),
        case(
            "OPTIONS /by-extension HTTP/1.1",
            &with_host(&["X-Customer: api", APP, PUT]),
            ANSWERED,
        ),
    ]
}

/// The method of a preflight is `OPTIONS`, and not the one that it asks for.
fn methods() -> Vec<Case> {
    vec![
        case("OPTIONS /by-method HTTP/1.1", &with_host(&[APP, PUT]), ANSWERED),
        case("PUT /by-method HTTP/1.1", &with_host(&["Content-Length: 0", APP]), NOTHING),
    ]
}

fn with_host(lines: &[&'static str]) -> Vec<&'static str> {
    [&["Host: test"], lines].concat()
}

const CONFIGURED_ALLOWS: &[&str] = &[
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];
const CONFIGURED_ALLOWS_A_TENANT: &[&str] = &[
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "vary: x-tenant, origin",
];
const API_ALLOWS: &[&str] = &[
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: ETag",
    "vary: x-tenant, origin",
];
const API_ANSWERS: &[&str] = &[
    "access-control-allow-methods: PUT",
    "access-control-allow-origin: https://app.example.com",
    "vary: x-tenant, origin",
];
const API_REFUSES: &[&str] = &["vary: x-tenant, origin"];
const PUBLIC_ALLOWS: &[&str] = &["access-control-allow-origin: *", "vary: x-tenant"];
const ANYONE_ELSE: &[&str] = &[
    "access-control-allow-origin: *",
    "access-control-expose-headers: ETag",
    "vary: x-tenant, origin",
];
const ANYONE_ELSE_ANSWERS: &[&str] = &[
    "access-control-allow-methods: PUT",
    "access-control-allow-origin: *",
    "vary: x-tenant, origin",
];
const CLOSED: &[&str] = &["vary: x-tenant"];
