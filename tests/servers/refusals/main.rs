//! What the log of a server says about a refused request: which requests are refusals, the sentence for each mistake, the
//! nearest entry, and that no request can forge a line or make it long.

mod events;
mod hostile;
mod nearest;
mod rules;
mod sentences;

use cors_policy::{PolicyRef, Refusal, RefusalReason, RequestView};
use http::{HeaderValue, Request};

/// A request to `http://api.example.com/users` with these lines.
fn request(method: &str, lines: &[(&str, &[u8])]) -> Request<()> {
    let mut request = Request::builder().method(method).uri("/users");
    for &(name, value) in lines {
        request = request.header(name, HeaderValue::from_bytes(value).expect("a value"));
    }
    request.header("Host", "api.example.com").body(()).expect("a request")
}

/// A preflight of a page.
fn preflight(origin: &str, method: &str, headers: &[&str]) -> Request<()> {
    let mut lines =
        vec![("Origin", origin.as_bytes()), ("Access-Control-Request-Method", method.as_bytes())];
    lines.extend(headers.iter().map(|line| ("Access-Control-Request-Headers", line.as_bytes())));
    request("OPTIONS", &lines)
}

/// A `GET` of a page.
fn get(origin: &str) -> Request<()> {
    request("GET", &[("Origin", origin.as_bytes())])
}

fn reason(policy: impl Into<PolicyRef>, request: &Request<()>) -> Option<RefusalReason> {
    policy.into().refusal(&RequestView::from(request)).map(|refusal| refusal.reason())
}

/// Reads the refusal of a request, if it is one.
fn read<T>(
    policy: impl Into<PolicyRef>,
    request: &Request<()>,
    read: impl FnOnce(&Refusal<'_>) -> T,
) -> Option<T> {
    policy.into().refusal(&RequestView::from(request)).as_ref().map(read)
}
