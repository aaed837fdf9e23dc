//! Policies that repeat what a preflight asks for, with configured origins, and selected by a header of the request.

use std::convert::Infallible;

use ::hyper::service::Service as _;
use ::poem::endpoint::make_sync;
use ::poem::{Endpoint, EndpointExt};
use ::rocket::http::Header;
use ::rocket::local::asynchronous::Client;
use ::salvo::{Router, Service};
use ::tower::{Layer, ServiceExt, service_fn};
use actix_web::{App, HttpResponse, test, web};
use cors_policy::salvo::Cors as SalvoCors;
use cors_policy::{
    Configured, Decision, RequestView, actix, cors_policy, hyper, poem, rocket, tower,
};
use http::{HeaderMap, Method, Request, Response, header};

use crate::rocket_server::silent;

cors_policy! {
    static TENANT = { origins: [configured], methods: any, request_headers: any, credentials: true };
}

const LINES: [(&str, &str); 5] = [
    ("x-tenant", "acme"),
    ("origin", "https://acme.example"),
    ("access-control-request-method", "PATCH"),
    ("access-control-request-headers", "authorization,x-a"),
    ("access-control-request-headers", "x-b"),
];

/// What every adapter answers, sorted, with a line for each name in `Vary`. It also names the header that selects the policy.
const ANSWER: [&str; 9] = [
    "access-control-allow-credentials: true",
    "access-control-allow-headers: authorization,x-a",
    "access-control-allow-headers: x-b",
    "access-control-allow-methods: PATCH",
    "access-control-allow-origin: https://acme.example",
    "vary: access-control-request-headers",
    "vary: access-control-request-method",
    "vary: origin",
    "vary: x-tenant",
];

#[::tokio::test]
async fn tower_and_hyper_name_every_header_that_the_answer_depends_on() {
    let handler = |_: Request<String>| async { Ok::<_, Infallible>(Response::new(String::new())) };
    let service = tower::CorsLayer::select(tenant).layer(service_fn(handler));
    assert_answers(service.oneshot(request()).await.expect("an answer").headers());
    let service = hyper::Cors::select(tenant, ::hyper::service::service_fn(handler));
    assert_answers(service.call(request()).await.expect("an answer").headers());
}

#[::tokio::test]
async fn so_does_actix() {
    let app = App::new().default_service(web::to(HttpResponse::Ok));
    let app = test::init_service(app.wrap(actix::Cors::select(tenant))).await;
    let request = test::TestRequest::default().method(actix_web::http::Method::OPTIONS);
    let request = LINES.iter().fold(request, |request, line| request.append_header(*line));
    let response = test::call_service(&app, request.to_request()).await;
    let headers = response.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    assert_lines(headers);
}

#[::tokio::test]
async fn so_does_rocket() {
    let rocket = silent().attach(rocket::Cors::select(tenant));
    let client = Client::untracked(rocket).await.expect("a server");
    let mut request = client.options("/");
    for (name, value) in LINES {
        request.add_header(Header::new(name, value));
    }
    let response = request.dispatch().await;
    let headers = response
        .headers()
        .iter()
        .map(|header| (header.name().as_str().to_lowercase(), header.value().as_bytes().to_vec()));
    let headers = headers.collect::<Vec<_>>();
    assert_lines(headers.iter().map(|(name, value)| (name.as_str(), &value[..])));
}

#[::tokio::test]
async fn so_do_poem_and_salvo() {
    let endpoint = make_sync(|_| "hello").with(poem::Cors::select(tenant));
    let mut poem = ::poem::Request::builder().method(Method::OPTIONS).finish();
    *poem.headers_mut() = request().headers().clone();
    assert_answers(endpoint.get_response(poem).await.headers());
    let service = Service::new(Router::new()).hoop(SalvoCors::select(tenant));
    let salvo = ::salvo::Request::from_hyper(request(), http::uri::Scheme::HTTP);
    assert_answers(service.handle(salvo).await.headers());
}

/// A server without an adapter may have written `Vary` before it applies the decision.
#[::tokio::test]
async fn a_decision_keeps_the_lines_of_vary() {
    let mut headers = HeaderMap::from_iter([(header::VARY, "x-tenant".parse().expect("a name"))]);
    let decision = configured().decide(&Method::OPTIONS, request().headers());
    assert!(matches!(decision, Decision::Preflight(_)), "{decision:?}");
    decision.apply(&mut headers);
    assert_answers(&headers);
}

fn tenant(request: &RequestView<'_>) -> Option<Configured> {
    (request.header("x-tenant") == Some("acme")).then(configured)
}

fn configured() -> Configured {
    TENANT.configure(["https://acme.example"]).expect("an origin")
}

fn request() -> Request<String> {
    let mut request = Request::builder().method(Method::OPTIONS);
    for (name, value) in LINES {
        request = request.header(name, value);
    }
    request.body(String::new()).expect("a request")
}

#[track_caller]
fn assert_answers(headers: &HeaderMap) {
    assert_lines(headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())));
}

#[track_caller]
fn assert_lines<'a>(headers: impl Iterator<Item = (&'a str, &'a [u8])>) {
    let lines = headers.flat_map(|(name, value)| {
        let value = String::from_utf8_lossy(value).into_owned();
        match name {
            "vary" => {
                value.split(", ").map(|member| format!("vary: {member}").to_lowercase()).collect()
            }
            _ => vec![format!("{name}: {value}")],
        }
    });
    let is_relevant = |line: &String| line.starts_with("vary") || line.starts_with("access-");
    let mut lines = lines.filter(is_relevant).collect::<Vec<_>>();
    lines.sort();
    assert_eq!(lines, ANSWER);
}
