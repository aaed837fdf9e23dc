//! A server without mistakes.

use super::server::{Asked, Reply};

/// What the server allows.
pub(crate) const ORIGINS: [&str; 2] = ["https://app.example.com", "https://admin.example.com:8443"];

/// The answer of a server without mistakes.
pub(crate) fn right(asked: &Asked) -> Reply {
    allowing(asked, |origin| ORIGINS.contains(&origin))
}

/// The same, with another comparison of origins.
pub(crate) fn allowing(asked: &Asked, is_allowed: impl Fn(&str) -> bool) -> Reply {
    let origin = asked.origin().filter(|origin| is_allowed(origin));
    let reply = if asked.is_preflight() {
        match origin {
            Some(_) => Reply::new(204, "")
                .with("access-control-allow-methods", "DELETE, PUT")
                .with("access-control-allow-headers", "Authorization, X-Tenant")
                .with("access-control-max-age", "7200"),
            None => Reply::new(403, ""),
        }
    } else if origin.is_some() {
        application(asked).with("access-control-expose-headers", "X-Total")
    } else {
        application(asked)
    };
    let reply = reply.with("vary", "Origin");
    match origin {
        Some(origin) => reply
            .with("access-control-allow-origin", origin)
            .with("access-control-allow-credentials", "true"),
        None => reply,
    }
}

/// The application behind CORS: it needs a cookie, and knows one path.
pub(crate) fn application(asked: &Asked) -> Reply {
    match (asked.method.as_str(), asked.path.as_str()) {
        (_, "/broken") => Reply::new(500, "broken"),
        (_, path) if path != "/users" => Reply::new(404, "not found"),
        _ if asked.header("cookie") != Some("session=secret-7") && !asked.is_options() => {
            Reply::new(401, "log in")
        }
        ("GET" | "HEAD", _) => Reply::new(200, "ada, grace").with("x-total", "2"),
        ("OPTIONS", _) => Reply::new(200, "").with("allow", "GET, HEAD, OPTIONS"),
        _ => Reply::new(405, "").with("allow", "GET, HEAD, OPTIONS"),
    }
}
