//! A policy that allows any method and any header together with credentials: the browser accepts the answer, whatever an
//! intermediary did to the list of headers.

use std::convert::Infallible;

use cors_policy::cors_policy;
use cors_policy::testing::Browser;
use cors_policy::tower::CorsLayer;
use http::header::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_REQUEST_HEADERS};
use http::{HeaderMap, Method, Request, Response};
use tower::{Layer, Service, service_fn};

use crate::{Fetched, fetch};

cors_policy! {
    static ANY = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
        max_age: 60,
    };
}

const PAGE: &str = "https://app.example.com";

/// Replaces the names that the browser asks for by the lines of `change`. Returns the lines of the answer, or `None` if
/// the browser blocks the request.
fn through(change: impl Fn(&str) -> Vec<String>) -> Option<Vec<String>> {
    let handler = service_fn(|_: Request<String>| async { Ok::<_, Infallible>(Response::new(())) });
    let mut inner = CorsLayer::new(&ANY).layer(handler);
    let mut intermediary = service_fn(|mut request: Request<String>| {
        if let Some(names) = request.headers_mut().remove(ACCESS_CONTROL_REQUEST_HEADERS) {
            for line in change(names.to_str().expect("names")) {
                let line = line.parse().expect("a header value");
                request.headers_mut().append(ACCESS_CONTROL_REQUEST_HEADERS, line);
            }
        }
        inner.call(request)
    });
    let mut browser = Browser::at(PAGE);
    let fetch = browser.fetch(Method::PATCH, "/").credentials();
    let fetch = fetch.header("Authorization", "Bearer 1").header("X-A", "1").header("X-B", "2");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let seen = runtime.block_on(fetch.run(&mut intermediary)).ok()?;
    let answer = seen.preflight().expect("one was sent").headers();
    assert_eq!(answer["access-control-allow-methods"], "PATCH");
    let lines = answer.get_all(ACCESS_CONTROL_ALLOW_HEADERS).iter();
    Some(lines.map(|line| line.to_str().expect("names").to_owned()).collect())
}

#[test]
fn the_browser_reads_the_lines_that_an_intermediary_changed() {
    let changes: [fn(&str) -> Vec<String>; 5] = [
        |names| vec![names.to_owned()],
        |names| vec![names.replace(',', " ,\t")],
        |names| vec![format!(", {} ,", names.replace(',', ", ,"))],
        |names| names.split(',').map(str::to_owned).collect(),
        |names| vec![String::new(), names.to_owned(), ",".to_owned()],
    ];
    for change in changes {
        assert_eq!(through(change), Some(change("authorization,x-a,x-b")));
    }
}

#[test]
fn the_browser_blocks_the_request_if_the_list_is_not_repeated() {
    assert_eq!(through(|names| vec![format!("{names},x y")]), None);
    assert_eq!(through(|names| vec![format!("{names},{}", ["x"; 64].join(","))]), None);
}

/// What one page asked for says nothing about what another page may send, or the same page later.
#[test]
fn the_browser_keeps_only_what_it_asked_for() {
    let mut browser = Browser::at(PAGE);
    let mut asks = |method: Method, headers: &[(&'static str, &'static str)]| {
        let headers = headers.to_vec();
        let fetched = Fetched { method, headers, credentials: true, response: HeaderMap::new() };
        fetch(&mut browser, &ANY, &fetched).expect("anything is allowed").preflight.is_some()
    };
    let (token, name) = (("authorization", "Bearer 1"), ("x-a", "1"));
    assert!(asks(Method::PUT, &[token]));
    assert!(!asks(Method::PUT, &[token]));
    assert!(!asks(Method::POST, &[token]));
    assert!(asks(Method::PUT, &[token, name]));
    assert!(asks(Method::PATCH, &[token]));
    assert!(!asks(Method::PATCH, &[token, name]));
}
