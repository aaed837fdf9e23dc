//! The same requests to the guard of `tower-http`.

use std::convert::Infallible;

use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use proptest::prelude::*;
use proptest::sample::select;
use tokio::runtime::Runtime;
use tower::{Layer, ServiceExt, service_fn};
use tower_http::csrf::CsrfLayer;

use super::guard;

type Lines = Vec<(HeaderName, HeaderValue)>;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    /// What `tower-http` refuses is refused here. What is refused only here, is named.
    #[test]
    fn the_guard_is_as_strict_as_that_of_tower_http(
        method in select(vec!["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PURGE"]),
        uri in select(vec!["/", "https://api.example.com/"]),
        lines in prop::collection::vec(line(), 0..5),
    ) {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let request = || {
            let mut request = Request::new(());
            *request.method_mut() = method.clone();
            *request.uri_mut() = uri.parse().expect("a URL");
            request.headers_mut().extend(lines.iter().map(|(name, value)| {
                (Some(name.clone()), value.clone())
            }));
            request
        };
        let theirs = CsrfLayer::new().add_trusted_origin("https://app.example.com").expect("an origin");
        let (ours, theirs) = (status(guard(), request()), status(theirs, request()));
        if theirs == StatusCode::FORBIDDEN && !is_of_a_pattern(&lines) && !is_own_here(&lines) {
            prop_assert_eq!(ours, StatusCode::FORBIDDEN);
        }
        if ours == StatusCode::FORBIDDEN && theirs == StatusCode::OK {
            prop_assert!(is_stricter_here(&lines), "{:?}", lines);
        }
    }
}

fn status<L>(layer: L, request: Request<()>) -> StatusCode
where
    L: Layer<Handler>,
    L::Service:
        tower_service::Service<Request<()>, Response = Response<String>, Error = Infallible>,
{
    let handler: Handler = service_fn(|_| std::future::ready(Ok(Response::new(String::new()))));
    let answer = layer.layer(handler).oneshot(request);
    let response = Runtime::new().expect("a runtime").block_on(answer);
    response.unwrap_or_else(|error| match error {}).status()
}

type Handler = tower::util::ServiceFn<
    fn(Request<()>) -> std::future::Ready<Result<Response<String>, Infallible>>,
>;

fn line() -> impl Strategy<Value = (HeaderName, HeaderValue)> {
    select(LINES.to_vec())
        .prop_map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
}

const LINES: [(&str, &str); 17] = [
    ("host", "api.example.com"),
    ("host", "api.example.com"),
    ("host", "api.example.com:443"),
    ("host", "other.example"),
    ("origin", ""),
    ("origin", "null"),
    ("origin", "https://api.example.com"),
    ("origin", "https://app.example.com"),
    ("origin", "https://app.example.com"),
    ("origin", "https://pr-7.preview.example.com"),
    ("origin", "https://evil.example"),
    ("sec-fetch-site", ""),
    ("sec-fetch-site", "none"),
    ("sec-fetch-site", "same-origin"),
    ("sec-fetch-site", "same-site"),
    ("sec-fetch-site", "cross-site"),
    ("upgrade", "websocket"),
];

fn values<'a>(lines: &'a Lines, name: &str) -> Vec<&'a [u8]> {
    let named = lines.iter().filter(|line| line.0 == name);
    named.map(|(_, value)| value.as_bytes()).collect()
}

/// `tower-http` has no patterns.
fn is_of_a_pattern(lines: &Lines) -> bool {
    values(lines, "origin").iter().any(|origin| origin.ends_with(b".preview.example.com"))
}

/// `tower-http` does not know that `https://` implies port 443.
fn is_own_here(lines: &Lines) -> bool {
    values(lines, "host").contains(&&b"api.example.com:443"[..])
}

/// `tower-http` reads the first line of a header, takes an empty `Origin` for none, ignores `Host` if the URL has a host, and
/// does not look at WebSockets.
fn is_stricter_here(lines: &Lines) -> bool {
    let is_several = |name| values(lines, name).len() > 1;
    let has = |name, value: &[u8]| values(lines, name).contains(&value);
    is_several("origin")
        || is_several("host")
        || is_several("sec-fetch-site")
        || has("origin", b"")
        || has("host", b"other.example")
        || has("upgrade", b"websocket")
}
