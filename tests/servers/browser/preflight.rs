//! A test can read the answer to a preflight, whether the fetch succeeds or fails.

use std::convert::Infallible;

use cors_policy::cors_policy;
use cors_policy::testing::{Blocked, Browser, Reason, Seen};
use cors_policy::tower::CorsLayer;
use http::{Method, Request, Response};
use tower::{Layer, service_fn};

cors_policy! {
    static API = {
        origins: ["https://app.example.com"],
        methods: [PUT],
        request_headers: ["X-A"],
        max_age: 60,
    };
}

async fn fetch(browser: &mut Browser, method: Method) -> Result<Seen<()>, Blocked<Infallible>> {
    let handler = service_fn(|_: Request<String>| async { Ok::<_, Infallible>(Response::new(())) });
    browser.fetch(method, "/").run(&mut CorsLayer::new(&API).layer(handler)).await
}

#[tokio::test]
async fn of_a_fetch_that_succeeds() {
    let mut browser = Browser::at("https://app.example.com");
    let seen = fetch(&mut browser, Method::PUT).await.expect("it is allowed");
    let answer = seen.preflight().expect("one was sent");
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.headers()["access-control-allow-methods"], "PUT");
    assert_eq!(answer.headers()["access-control-allow-headers"], "X-A");
    assert_eq!(answer.headers()["access-control-max-age"], "60");
    assert_eq!(answer.headers()["vary"], "Origin");
    // These are the headers of the preflight's answer, not those of the response.
    assert!(!seen.response().headers().contains_key("access-control-allow-methods"));

    let cached = fetch(&mut browser, Method::PUT).await.expect("it is allowed");
    assert!(cached.preflight().is_none() && !cached.sent_preflight());
    let simple = fetch(&mut browser, Method::GET).await.expect("it is allowed");
    assert!(simple.preflight().is_none() && !simple.sent_preflight());
}

#[tokio::test]
async fn of_a_fetch_that_it_blocks() {
    let mut app = Browser::at("https://app.example.com");
    let blocked = fetch(&mut app, Method::DELETE).await.expect_err("it is not listed");
    assert_eq!(*blocked.reason(), Reason::Method(Method::DELETE));
    let answer = blocked.preflight().expect("one was sent");
    assert_eq!(answer.headers()["access-control-allow-methods"], "PUT");

    let mut evil = Browser::at("https://evil.example");
    let blocked = fetch(&mut evil, Method::PUT).await.expect_err("it is not listed");
    let answer = blocked.preflight().expect("one was sent");
    assert_eq!(answer.status(), 403);
    assert!(!answer.headers().contains_key("access-control-allow-methods"));
}

#[tokio::test]
async fn of_a_fetch_that_something_else_blocks() {
    let mut app = Browser::at("https://app.example.com");
    // The preflight succeeds, but then there is no response.
    let handler = service_fn(|_: Request<String>| async { Err::<Response<()>, _>("out of order") });
    let mut service = CorsLayer::new(&API).layer(handler);
    let blocked = app.fetch(Method::PUT, "/").run(&mut service).await.expect_err("it fails");
    assert_eq!(*blocked.reason(), Reason::Service("out of order"));
    assert_eq!(blocked.preflight().expect("one was sent").status(), 204);

    // The preflight succeeds, but the response has no CORS headers.
    let mut service = service_fn(|request: Request<String>| async move {
        let response = Response::builder();
        let response = match *request.method() {
            Method::OPTIONS => response
                .header("access-control-allow-origin", "*")
                .header("access-control-allow-methods", "*"),
            _ => response,
        };
        response.body(())
    });
    let blocked = app.fetch(Method::PUT, "/").run(&mut service).await.expect_err("it has none");
    assert_eq!(blocked.to_string(), NO_ORIGIN);
    let answer = blocked.preflight().expect("one was sent");
    assert_eq!(answer.headers()["access-control-allow-methods"], "*");
}

#[tokio::test]
async fn there_is_none_where_none_was_sent() {
    let mut evil = Browser::at("https://evil.example");
    let blocked = fetch(&mut evil, Method::GET).await.expect_err("it is not listed");
    assert!(blocked.preflight().is_none());
    let blocked = fetch(&mut evil, Method::TRACE).await.expect_err("it is forbidden");
    assert!(blocked.preflight().is_none());
    // The preflight was sent, but there is no answer.
    let mut service =
        service_fn(|_: Request<String>| async { Err::<Response<()>, _>("out of order") });
    let blocked = evil.fetch(Method::PUT, "/").run(&mut service).await.expect_err("it fails");
    assert!(blocked.preflight().is_none());
}

const NO_ORIGIN: &str =
    "the response does not allow this page: it has no `Access-Control-Allow-Origin`";
