//! The servers that a page fetches from: one service behind a policy, on each framework that the model supports.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::panic;

use ::poem::EndpointExt;
use ::poem::endpoint::make_sync;
use ::salvo::{Depot, FlowCtrl, Handler, Router, Service, async_trait};
use actix_web::dev::ServiceResponse;
use actix_web::{App, HttpRequest, HttpResponse, error, test, web};
use cors_policy::rocket::Cors;
use cors_policy::salvo::Cors as SalvoCors;
use cors_policy::testing::{Blocked, Browser, Failure, Fetch, Reason, Seen};
use cors_policy::tower::CorsLayer;
use cors_policy::{IntoPolicyRef, actix, cors_policy, hyper, poem};
use http::{HeaderMap, Method, Request, Response};
use rocket::data::ToByteUnit;
use rocket::http::Header;
use rocket::local::asynchronous::Client;
use rocket::route::{self, Outcome};
use rocket::{Data, Route};
use tokio::runtime::Builder;
use tower::{Layer, service_fn};

use crate::rocket_server::silent;
use crate::{Answer, Fetched};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Server {
    Tower,
    Hyper,
    Actix,
    Rocket,
    Poem,
    Salvo,
}

impl Server {
    pub(crate) const ALL: [Self; 6] =
        [Self::Tower, Self::Hyper, Self::Actix, Self::Poem, Self::Rocket, Self::Salvo];

    /// Whether the framework passes requests with this method on.
    pub(crate) fn knows(self, method: &Method) -> bool {
        !matches!(self, Self::Rocket) || method.as_str() != "PURGE"
    }

    /// Lets the page fetch from a handler behind the policy.
    pub(crate) fn fetch(
        self,
        browser: &mut Browser,
        policy: impl IntoPolicyRef,
        fetched: &Fetched,
    ) -> Result<Answer, Reason<Infallible>> {
        let mut request = browser.fetch(fetched.method.clone(), "/");
        for (name, value) in &fetched.headers {
            request = request.header(name, value);
        }
        if fetched.credentials {
            request = request.credentials();
        }
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        let response = fetched.response.clone();
        runtime.block_on(async {
            match self {
                Self::Tower => tower(request, policy, response).await,
                Self::Hyper => hyper(request, policy, response).await,
                Self::Actix => actix(request, policy, response).await,
                Self::Rocket => rocket(request, policy, response).await,
                Self::Poem => poem(request, policy, response).await,
                Self::Salvo => salvo(request, policy, response).await,
            }
        })
    }
}

type Sent<'a> = Fetch<'a, String>;

async fn tower(
    request: Sent<'_>,
    policy: impl IntoPolicyRef,
    headers: HeaderMap,
) -> Result<Answer, Reason<Infallible>> {
    let handler = service_fn(|_: Request<String>| handle(headers.clone()));
    answer(request.run(&mut CorsLayer::new(policy).layer(handler)).await)
}

async fn hyper(
    request: Sent<'_>,
    policy: impl IntoPolicyRef,
    headers: HeaderMap,
) -> Result<Answer, Reason<Infallible>> {
    let handler = ::hyper::service::service_fn(|_: Request<String>| handle(headers.clone()));
    answer(request.run_hyper(&hyper::Cors::new(policy, handler)).await)
}

fn handle(headers: HeaderMap) -> Ready<Result<Response<String>, Infallible>> {
    let mut response = Response::new(String::new());
    *response.headers_mut() = headers;
    ready(Ok(response))
}

async fn actix(
    request: Sent<'_>,
    policy: impl IntoPolicyRef,
    headers: HeaderMap,
) -> Result<Answer, Reason<Infallible>> {
    let handler = web::to(move || {
        let mut response = HttpResponse::Ok();
        for (name, value) in &headers {
            response.append_header((name.as_str(), value.as_bytes()));
        }
        async move { response.finish() }
    });
    let app = App::new().default_service(handler).wrap(actix::Cors::new(policy));
    answer(request.run_actix(&test::init_service(app).await).await)
}

async fn rocket(
    request: Sent<'_>,
    policy: impl IntoPolicyRef,
    headers: HeaderMap,
) -> Result<Answer, Reason<Infallible>> {
    let rocket = silent().attach(Cors::new(policy)).mount("/", everything(&Respond(headers)));
    answer(request.run_rocket(&Client::untracked(rocket).await.expect("a server")).await)
}

/// Sends these headers.
#[derive(Clone)]
struct Respond(HeaderMap);

#[rocket::async_trait]
impl route::Handler for Respond {
    async fn handle<'r>(&self, _: &'r rocket::Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let mut response = rocket::Response::new();
        for (name, value) in &self.0 {
            let value = value.to_str().expect("the headers here are text").to_owned();
            response.adjoin_header(Header::new(name.as_str().to_owned(), value));
        }
        Outcome::Success(response)
    }
}

/// Tells what it got.
#[derive(Clone)]
struct Tell;

#[rocket::async_trait]
impl route::Handler for Tell {
    async fn handle<'r>(&self, request: &'r rocket::Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let body = data.open(1.kibibytes()).into_string().await.expect("a body").into_inner();
        let lines = request.headers().get("x-a").collect::<Vec<_>>().join("|");
        let host = request.host().map(ToString::to_string).unwrap_or_default();
        let cookies = request.cookies().iter().count();
        let (method, uri) = (request.method(), request.uri());
        Outcome::from(request, format!("{method} {host} {uri} {lines} {body} {cookies}"))
    }
}

/// A handler for each method and all paths.
fn everything<H: route::Handler + Clone>(handler: &H) -> Vec<Route> {
    let methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT", "PATCH"];
    let methods = methods.map(|method| method.parse().expect("a method"));
    methods.map(|method| Route::new(method, "/<_..>", handler.clone())).to_vec()
}

async fn poem(
    request: Sent<'_>,
    policy: impl IntoPolicyRef,
    headers: HeaderMap,
) -> Result<Answer, Reason<Infallible>> {
    let handler = make_sync(move |_| {
        let mut response = ::poem::Response::default();
        *response.headers_mut() = headers.clone();
        response
    });
    answer(request.run_poem(&handler.with(poem::Cors::new(policy))).await)
}

async fn salvo(
    request: Sent<'_>,
    policy: impl IntoPolicyRef,
    headers: HeaderMap,
) -> Result<Answer, Reason<Infallible>> {
    let service = Service::new(Router::new().goal(Headers(headers)));
    answer(request.run_salvo(&service.hoop(SalvoCors::new(policy))).await)
}

/// A handler of salvo, whose response has these headers.
struct Headers(HeaderMap);

#[async_trait]
impl Handler for Headers {
    async fn handle(
        &self,
        _: &mut ::salvo::Request,
        _: &mut Depot,
        response: &mut ::salvo::Response,
        _: &mut FlowCtrl,
    ) {
        response.set_headers(self.0.clone());
    }
}

fn answer<R>(result: Result<Seen<R>, Blocked<Infallible>>) -> Result<Answer, Reason<Infallible>> {
    let seen = result.map_err(Blocked::into_reason)?;
    let preflight = seen.preflight().cloned();
    Ok(Answer { preflight, headers: seen.into_response().into_parts().0.headers })
}

cors_policy! {
    static API = { origins: ["https://app.example.com"], methods: [PUT], request_headers: ["X-A"] };

    static CREDENTIALS = {
        origins: ["https://app.example.com"],
        methods: [PUT, PURGE],
        request_headers: ["X-A"],
        credentials: true,
    };
}

const PAGE: &str = "https://app.example.com";

#[tokio::test]
async fn an_error_of_a_middleware_of_actix_is_a_response() {
    let app = App::new()
        .default_service(web::to(HttpResponse::Ok))
        .wrap_fn(|_, _| async { Err::<ServiceResponse, _>(error::ErrorUnauthorized("no token")) })
        .wrap(actix::Cors::new(&API));
    let app = test::init_service(app).await;
    let mut browser = Browser::at(PAGE);
    let seen = browser.fetch(Method::PUT, "/").run_actix(&app).await.expect("it may be read");
    assert_eq!(seen.response().status(), 401);
    let body = seen.into_response().into_body();
    assert_eq!(actix_web::body::to_bytes(body).await.expect("a body"), "no token");
}

#[tokio::test]
async fn a_request_reaches_actix_as_it_was_sent() {
    let handler = web::to(|request: HttpRequest, body: String| async move {
        let lines = request.headers().get_all("x-a").map(|line| line.to_str().expect("text"));
        let lines = lines.collect::<Vec<_>>().join("|");
        format!("{} {} {lines} {body}", request.method(), request.uri())
    });
    let app = App::new().default_service(handler).wrap(actix::Cors::new(&API));
    let app = test::init_service(app).await;
    let mut browser = Browser::at(PAGE);
    for target in ["/users?page=2", "https://api.example.com/users"] {
        let fetch = browser.fetch(Method::PUT, target).header("X-A", "1").header("X-A", "2");
        let seen = fetch.body("hello").run_actix(&app).await.expect("it is allowed");
        let body = actix_web::body::to_bytes(seen.into_response().into_body()).await;
        assert_eq!(body.expect("a body"), format!("PUT {target} 1|2 hello"));
    }
}

#[tokio::test]
async fn each_target_that_is_one_is_one_for_actix() {
    let app = test::init_service(App::new().default_service(web::to(HttpResponse::Ok))).await;
    for byte in 0..=0x7F_u8 {
        for target in [format!("/{}", char::from(byte)), format!("/?{}", char::from(byte))] {
            let is_target = panic::catch_unwind(|| {
                drop(Browser::at(PAGE).fetch(Method::GET, target.as_str()));
            });
            if is_target.is_ok() {
                let mut browser = Browser::at(PAGE);
                let result = browser.fetch(Method::GET, target).run_actix(&app).await;
                let blocked = result.expect_err("there is no policy");
                assert_eq!(*blocked.reason(), Reason::Check(Failure::NoOrigin));
            }
        }
    }
}

#[tokio::test]
async fn a_request_reaches_rocket_as_it_was_sent() {
    let rocket = silent().attach(Cors::new(&CREDENTIALS)).mount("/", everything(&Tell));
    let client = Client::untracked(rocket).await.expect("a server");
    let mut browser = Browser::at(PAGE);
    for (target, seen_by_rocket) in [
        ("/users?page=2", " /users?page=2"),
        ("https://api.example.com:8443/users", "api.example.com:8443 /users"),
    ] {
        let fetch = browser.fetch(Method::PUT, target).header("X-A", "1").header("X-A", "2");
        let fetch = fetch.credentials().cookie("a=1; b=2").body("hello");
        let seen = fetch.run_rocket(&client).await.expect("it is allowed");
        let body = String::from_utf8(seen.into_response().into_body()).expect("text");
        assert_eq!(body, format!("PUT {seen_by_rocket} 1|2 hello 2"));
    }
}

#[tokio::test]
async fn each_target_that_is_one_is_one_for_rocket() {
    let client = Client::untracked(silent()).await.expect("a server");
    for byte in 0..=0x7F_u8 {
        for target in [format!("/{}", char::from(byte)), format!("/?{}", char::from(byte))] {
            let is_target = panic::catch_unwind(|| {
                drop(Browser::at(PAGE).fetch(Method::GET, target.as_str()));
            });
            if is_target.is_ok() {
                let mut browser = Browser::at(PAGE);
                let result = browser.fetch(Method::GET, target).run_rocket(&client).await;
                let blocked = result.expect_err("there is no policy");
                assert_eq!(*blocked.reason(), Reason::Check(Failure::NoOrigin));
            }
        }
    }
}

#[tokio::test]
async fn a_method_that_rocket_does_not_know_is_a_bad_request() {
    let rocket = silent().attach(Cors::new(&CREDENTIALS));
    let client = Client::untracked(rocket).await.expect("a server");
    let mut browser = Browser::at(PAGE);
    let purge = Method::from_bytes(b"PURGE").expect("a method");
    let blocked = browser.fetch(purge, "/").run_rocket(&client).await.expect_err("it is no method");
    assert_eq!(*blocked.reason(), Reason::Check(Failure::NoOrigin));
    assert_eq!(blocked.preflight().expect("it was answered").status(), 204);
}

#[tokio::test]
async fn an_error_of_a_hyper_service_is_a_network_error() {
    let service = hyper::Cors::new(
        &API,
        ::hyper::service::service_fn(|_: Request<String>| async {
            Err::<Response<String>, _>(std::io::Error::other("no disk"))
        }),
    );
    let mut browser = Browser::at(PAGE);
    let blocked = browser.fetch(Method::PUT, "/").run_hyper(&service).await.expect_err("it fails");
    assert!(matches!(blocked.reason(), Reason::Service(_)), "{blocked}");
    assert_eq!(blocked.to_string(), "the service failed: no disk");
    assert_eq!(blocked.preflight().expect("it was answered").status(), 204);
}
