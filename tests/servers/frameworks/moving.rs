//! How the answers change when a service moves from `tower-http`, `actix-cors`, `rocket_cors`, poem, `salvo-cors` or the filter
//! of warp: the tables of the guide.

use std::convert::Infallible;
use std::future::{Ready, ready};

use ::poem::endpoint::make_sync;
use ::poem::{Endpoint, EndpointExt, Middleware};
use ::salvo::{Handler as Hoop, Router, Service as Salvo, handler};
use ::tower::util::ServiceFn;
use ::tower::{Layer, Service, ServiceExt, service_fn};
use actix_web::rt::System;
use actix_web::{App, HttpResponse, web};
use cors_policy::tower::CorsLayer;
use http::{HeaderValue, Method, Request, Response, header};
use rocket::fairing::Fairing;
use rocket::http::Header;
use rocket::local::asynchronous::Client;
use tokio::runtime::Runtime;
use tower_http::cors;
use warp::Filter;

use crate::API;
use crate::rocket_server::silent;

#[test]
fn from_tower_http() {
    let before = cors::CorsLayer::new()
        .allow_origin([HeaderValue::from_static(APP)])
        .allow_methods([Method::PUT])
        .expose_headers([header::ETAG]);
    let before = |call: Call| ask(&before, call);
    let after = |call: Call| ask(&CorsLayer::new(&API), call);

    // A preflight of an allowed origin.
    assert_eq!((before(preflight(APP)).status, after(preflight(APP)).status), (200, 204));

    // A preflight of a refused origin.
    let answer = before(preflight(EVIL));
    assert_eq!((answer.status, answer.get("access-control-allow-methods")), (200, Some("PUT")));
    assert_eq!(answer.get("access-control-allow-origin"), None);
    let answer = after(preflight(EVIL));
    assert_eq!((answer.status, answer.cors().count()), (403, 0));

    // `OPTIONS` that is not a preflight.
    assert_eq!(before(("OPTIONS", APP, None)).get(HANDLER), None);
    assert_eq!(after(("OPTIONS", APP, None)).get(HANDLER), Some("called"));

    // `Vary`.
    assert_eq!(before(("GET", APP, None)).get("vary"), Some("origin"));
    assert_eq!(after(("GET", APP, None)).get("vary"), Some("Origin"));

    // A refused origin, and a handler that sets CORS headers.
    assert_eq!(before(("GET", EVIL, None)).get("access-control-allow-origin"), Some("*"));
    assert_eq!(after(("GET", EVIL, None)).get("access-control-allow-origin"), None);
}

#[test]
#[should_panic(expected = "Invalid CORS configuration")]
fn tower_http_refuses_any_with_credentials_when_it_starts() {
    let layer = cors::CorsLayer::new().allow_origin(cors::Any).allow_credentials(true);
    ask(&layer, ("GET", APP, None));
}

#[test]
fn from_actix_cors() {
    let before = |call: Call| {
        let cors = actix_cors::Cors::default().allowed_origin(APP).allowed_methods(["PUT"]);
        ask_actix!(cors.expose_headers(["etag"]), call)
    };
    let after = |call: Call| ask_actix!(cors_policy::actix::Cors::new(&API), call);

    // A preflight of an allowed origin.
    assert_eq!((before(preflight(APP)).status, after(preflight(APP)).status), (200, 204));

    // A preflight of a refused origin.
    assert_eq!((before(preflight(EVIL)).status, after(preflight(EVIL)).status), (400, 403));

    // A preflight that asks for a method that the policy does not list.
    let delete = ("OPTIONS", APP, Some("DELETE"));
    let answer = before(delete);
    assert_eq!((answer.status, answer.get("access-control-allow-methods")), (400, None));
    let answer = after(delete);
    assert_eq!((answer.status, answer.get("access-control-allow-methods")), (204, Some("PUT")));

    // `Vary`.
    let three = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
    assert_eq!(before(("GET", APP, None)).get("vary"), Some(three));
    assert_eq!(after(("GET", APP, None)).get("vary"), Some("Origin"));

    // A refused origin, and a handler that sets CORS headers.
    assert_eq!(before(("GET", EVIL, None)).get("access-control-allow-origin"), Some("*"));
    assert_eq!(after(("GET", EVIL, None)).get("access-control-allow-origin"), None);
}

#[test]
#[should_panic(expected = "service initialization failed")]
fn actix_cors_refuses_a_wrong_origin_when_it_starts() {
    ask_actix!(actix_cors::Cors::default().allowed_origin("app.example.com/"), preflight(APP));
}

#[test]
fn from_rocket_cors() {
    let before = |call: Call| ask_rocket(rocket_cors(&[APP]), call);
    let after = |call: Call| ask_rocket(cors_policy::rocket::Cors::new(&API), call);

    // A preflight of an allowed origin.
    assert_eq!((before(preflight(APP)).status, after(preflight(APP)).status), (204, 204));

    // A preflight of a refused origin, and one that asks for a method that the policy does not list.
    assert_eq!((before(preflight(EVIL)).status, after(preflight(EVIL)).status), (403, 403));
    let delete = ("OPTIONS", APP, Some("DELETE"));
    let answer = before(delete);
    assert_eq!((answer.status, answer.cors().count()), (403, 0));
    let answer = after(delete);
    assert_eq!((answer.status, answer.get("access-control-allow-methods")), (204, Some("PUT")));

    // Any other request of a refused origin.
    let answer = before(("GET", EVIL, None));
    assert_eq!((answer.status, answer.get(HANDLER)), (403, None));
    let answer = after(("GET", EVIL, None));
    assert_eq!((answer.status, answer.get(HANDLER)), (200, Some("called")));
    assert_eq!(answer.get("access-control-allow-origin"), None);

    // `Vary`.
    assert_eq!(before(("GET", APP, None)).get("vary"), None);
    assert_eq!(after(("GET", APP, None)).get("vary"), Some("Origin"));

    // A handler that sets CORS headers, and a request without `Origin`.
    assert_eq!(before(("GET", "", None)).get("access-control-allow-origin"), Some("*"));
    assert_eq!(after(("GET", "", None)).get("access-control-allow-origin"), None);

    // An origin with a path.
    let slash = ask_rocket(rocket_cors(&["https://app.example.com/"]), ("GET", APP, None));
    assert_eq!(slash.get("access-control-allow-origin"), Some(APP));
}

fn rocket_cors(origins: &[&str]) -> rocket_cors::Cors {
    rocket_cors::CorsOptions {
        allowed_origins: rocket_cors::AllowedOrigins::some_exact(origins),
        allowed_methods: [rocket::http::Method::Put, rocket::http::Method::Get]
            .map(From::from)
            .into(),
        expose_headers: ["ETag".to_owned()].into(),
        ..rocket_cors::CorsOptions::default()
    }
    .to_cors()
    .expect("it is accepted")
}

/// The answer of the same handler behind a fairing. An empty origin is none.
fn ask_rocket(fairing: impl Fairing, (method, origin, asked): Call) -> Answer {
    #[rocket::get("/")]
    fn handle() -> Called {
        let allow_everyone = Header::new("access-control-allow-origin", "*");
        Called((), Header::new(HANDLER, "called"), allow_everyone)
    }
    #[derive(rocket::Responder)]
    struct Called((), Header<'static>, Header<'static>);

    Runtime::new().expect("a runtime").block_on(async {
        let rocket = silent().attach(fairing).mount("/", rocket::routes![handle]);
        let client = Client::untracked(rocket).await.expect("a server");
        let mut request = client.req(method.parse().expect("a method"), "/");
        if !origin.is_empty() {
            request.add_header(Header::new("origin", origin));
        }
        if let Some(asked) = asked {
            request.add_header(Header::new("access-control-request-method", asked));
        }
        let response = request.dispatch().await;
        let headers = response
            .headers()
            .iter()
            .map(|header| line(&header.name().as_str().to_lowercase(), header.value().as_bytes()));
        Answer { status: response.status().code, headers: headers.collect() }
    })
}

#[test]
fn from_poem() {
    let listed = || ::poem::middleware::Cors::new().allow_origin(APP).allow_method("PUT");
    let before = |call: Call| ask_poem(listed().expose_header("etag"), call);
    let pattern =
        |call: Call| ask_poem(listed().allow_origin_regex("https://*.preview.example.com"), call);
    let after = |call: Call| ask_poem(cors_policy::poem::Cors::new(&API), call);

    // A refused origin.
    let answer = before(("POST", EVIL, None));
    assert_eq!((answer.status, answer.get(HANDLER)), (403, None));
    let answer = after(("POST", EVIL, None));
    assert_eq!(
        (answer.status, answer.get(HANDLER), answer.cors().count()),
        (200, Some("called"), 0)
    );

    // `Vary`. The handler sends `Accept`.
    assert_eq!(before(("GET", APP, None)).all("vary"), ["Accept"]);
    assert_eq!(pattern(("GET", "https://a.preview.example.com", None)).all("vary"), ["Origin"]);
    assert_eq!(after(("GET", APP, None)).all("vary"), ["Accept", "Origin"]);

    // Without `Origin`.
    let answer = before(("GET", "", None));
    assert_eq!((answer.all("vary"), answer.cors().count()), (vec!["Accept"], 1));
    let answer = after(("GET", "", None));
    assert_eq!((answer.all("vary"), answer.cors().count()), (vec!["Accept", "Origin"], 0));

    // `OPTIONS`: preflights and others.
    assert_eq!((before(preflight(APP)).status, after(preflight(APP)).status), (200, 204));
    assert_eq!(before(("OPTIONS", APP, None)).status, 403);
    assert_eq!(after(("OPTIONS", APP, None)).get(HANDLER), Some("called"));
    let delete = ("OPTIONS", APP, Some("DELETE"));
    let answer = before(delete);
    assert_eq!((answer.status, answer.cors().count()), (403, 0));
    let answer = after(delete);
    assert_eq!((answer.status, answer.get("access-control-allow-methods")), (204, Some("PUT")));

    // What is not said.
    let answer = ask_poem(::poem::middleware::Cors::new().allow_credentials(true), preflight(EVIL));
    assert_eq!(answer.get("access-control-allow-origin"), Some(EVIL));
    assert_eq!(answer.get("access-control-max-age"), Some("86400"));
    assert_eq!(after(preflight(APP)).get("access-control-max-age"), None);
}

#[test]
#[should_panic(expected = "ToStrError")]
fn poem_panics_for_bytes_that_are_no_text() {
    let cors = ::poem::middleware::Cors::new().allow_origin_regex("https://*.example.com");
    ask_poem(cors, ("GET", "https://\u{e4}.example.com", None));
}

#[test]
fn from_salvo_cors() {
    let listed = || {
        let origins = [APP, "https://admin.example.com"];
        let cors = ::salvo::cors::Cors::new().allow_origin(origins).allow_methods([Method::PUT]);
        cors.expose_headers("etag").into_handler()
    };
    let before = |call: Call| ask_salvo(listed(), call);
    let after = |call: Call| ask_salvo(cors_policy::salvo::Cors::new(&API), call);

    // A preflight.
    let answer = before(preflight(APP));
    assert_eq!((answer.status, answer.get(HANDLER)), (204, Some("called")));
    let answer = after(preflight(APP));
    assert_eq!((answer.status, answer.get(HANDLER)), (204, None));

    // A preflight of a refused origin.
    let answer = before(preflight(EVIL));
    assert_eq!((answer.status, answer.get("access-control-allow-methods")), (204, Some("PUT")));
    let answer = after(preflight(EVIL));
    assert_eq!((answer.status, answer.cors().count()), (403, 0));

    // `Vary`. The handler sends `Accept`.
    let three = ["origin", "access-control-request-method", "access-control-request-headers"];
    assert_eq!(before(("GET", APP, None)).all("vary"), [&["Accept"], &three[..]].concat());
    assert_eq!(after(("GET", APP, None)).all("vary"), ["Accept", "Origin"]);

    // A refused origin, and a handler that sets CORS headers.
    assert_eq!(before(("GET", EVIL, None)).get("access-control-allow-origin"), Some("*"));
    assert_eq!(after(("GET", EVIL, None)).get("access-control-allow-origin"), None);
}

/// What the table "What others do" in the guide says about lists that are wrong.
#[test]
fn tower_http_accepts_origins_that_never_match() {
    for text in ["https://app.example.com/", "app.example.com", ""] {
        let value = text.parse::<HeaderValue>().expect("any text is a header value");
        let layer = cors::CorsLayer::new().allow_origin([value]);
        assert_eq!(ask(&layer, ("GET", APP, None)).get("vary"), Some("origin"), "{text}");
    }
    assert_eq!(
        ask(&cors::CorsLayer::new(), preflight(APP)).get("access-control-allow-origin"),
        None
    );
}

#[test]
#[should_panic(expected = "Wildcard origin")]
fn tower_http_panics_if_a_star_is_in_a_list() {
    drop(cors::AllowOrigin::list([HeaderValue::from_static("*")]));
}

#[test]
fn actix_cors_accepts_origins_that_never_match() {
    for text in ["https://app.example.com/", "app.example.com"] {
        let cors = actix_cors::Cors::default().allowed_origin(text);
        // It starts, and the handler's header is all that the page gets.
        assert_eq!(ask_actix!(cors, ("GET", APP, None)).status, 200, "{text}");
        let cors = actix_cors::Cors::default().allowed_origin(text).allowed_methods(["PUT"]);
        assert_eq!(ask_actix!(cors, preflight(APP)).status, 400, "{text}");
    }
}

#[test]
#[should_panic(expected = "service initialization failed")]
fn actix_cors_does_not_start_if_a_star_is_an_origin() {
    ask_actix!(actix_cors::Cors::default().allowed_origin("*"), preflight(APP));
}

#[test]
fn from_warp() {
    let filter = || {
        let routes = warp::path::end().map(|| "hello");
        let routes = routes.with(warp::reply::with::header("access-control-allow-methods", "*"));
        routes.with(warp::reply::with::header(HANDLER, "called"))
    };
    let cors = warp::cors().allow_origin(APP).allow_methods(["PUT"]).expose_header("etag");
    let both = filter().with(cors.clone());
    let before = |call: Call| ask_service(warp::service(both.clone()), "/", call);
    let after =
        |call: Call| ask_service(CorsLayer::new(&API).layer(warp::service(filter())), "/", call);

    // A preflight of an allowed origin.
    assert_eq!((before(preflight(APP)).status, after(preflight(APP)).status), (200, 204));

    // A preflight of a refused origin.
    assert_eq!((before(preflight(EVIL)).status, after(preflight(EVIL)).status), (403, 403));

    // A preflight that asks for a method that the policy does not list.
    let post = ("OPTIONS", APP, Some("POST"));
    assert_eq!(before(post).status, 403);
    let answer = after(post);
    assert_eq!((answer.status, answer.get("access-control-allow-methods")), (204, Some("PUT")));

    // A refused origin, also if it is that of the server: the filter answers instead of the handler.
    let answer = before(("GET", EVIL, None));
    assert_eq!((answer.status, answer.get(HANDLER)), (403, None));
    let answer = after(("GET", EVIL, None));
    assert_eq!(
        (answer.status, answer.get(HANDLER), answer.cors().count()),
        (200, Some("called"), 0)
    );

    // `Vary`.
    for call in [("GET", APP, None), ("GET", EVIL, None), preflight(APP), preflight(EVIL)] {
        assert_eq!((before(call).get("vary"), after(call).get("vary")), (None, Some("Origin")));
    }

    // `OPTIONS` that is not a preflight, of an allowed origin.
    let options = ("OPTIONS", APP, None);
    assert_eq!(before(options).get("access-control-allow-origin"), None);
    assert_eq!(after(options).get("access-control-allow-origin"), Some(APP));

    // A rejection.
    let call = ("GET", APP, None);
    let answer = ask_service(warp::service(both.clone()), "/nowhere", call);
    assert_eq!((answer.status, answer.get("access-control-allow-origin")), (404, None));
    let layered = CorsLayer::new(&API).layer(warp::service(filter()));
    let answer = ask_service(layered, "/nowhere", call);
    assert_eq!((answer.status, answer.get("access-control-allow-origin")), (404, Some(APP)));

    // A handler that sets a CORS header that the filter does not set.
    assert_eq!(before(call).get("access-control-allow-methods"), Some("*"));
    assert_eq!(after(call).get("access-control-allow-methods"), None);
}

#[test]
fn without_origins_warp_allows_every_origin_with_credentials() {
    let routes = warp::any().map(|| "hello").with(warp::cors().allow_credentials(true));
    let answer = ask_service(warp::service(routes), "/", ("GET", EVIL, None));
    assert_eq!(answer.get("access-control-allow-origin"), Some(EVIL));
    assert_eq!(answer.get("access-control-allow-credentials"), Some("true"));
}

/// What the chapter says about origins of warp: whether it starts, and whether a page of the app may read then.
#[test]
fn warp_accepts_origins_that_never_match() {
    for (text, is_allowed) in [
        ("https://app.example.com", Some(true)),
        ("https://app.example.com/", Some(true)),
        ("https://app.example.com:443", Some(false)),
        ("https://APP.example.com", Some(false)),
        ("https://*.example.com", Some(false)),
        ("app.example.com", None),
        ("*", None),
        ("null", None),
    ] {
        let found = std::panic::catch_unwind(|| {
            let routes = warp::any().map(|| "hello").with(warp::cors().allow_origin(text));
            let answer = ask_service(warp::service(routes), "/", ("GET", APP, None));
            answer.get("access-control-allow-origin").is_some()
        });
        assert_eq!(found.ok(), is_allowed, "{text}");
    }
}

/// A method, an origin, and `Access-Control-Request-Method`.
type Call = (&'static str, &'static str, Option<&'static str>);

const fn preflight(origin: &'static str) -> Call {
    ("OPTIONS", origin, Some("PUT"))
}

#[derive(Debug)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
}

impl Answer {
    fn get(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.0 == name).map(|header| header.1.as_str())
    }

    fn all(&self, name: &str) -> Vec<&str> {
        let lines = self.headers.iter().filter(|header| header.0 == name);
        lines.map(|header| header.1.as_str()).collect()
    }

    fn cors(&self) -> impl Iterator<Item = &str> {
        let names = self.headers.iter().map(|header| header.0.as_str());
        names.filter(|name| name.starts_with("access-control-"))
    }
}

/// The answer of a handler behind `layer`. The handler allows everyone.
fn ask<L>(layer: &L, call: Call) -> Answer
where
    L: Layer<Handler>,
    L::Service: Service<Request<String>, Response = Response<String>, Error = Infallible>,
{
    ask_service(layer.layer(service_fn(answer as fn(_) -> _)), "/", call)
}

/// The answer of a service.
fn ask_service<S, B>(service: S, path: &str, call: Call) -> Answer
where
    S: Service<Request<String>, Response = Response<B>, Error = Infallible>,
{
    let (method, origin, asked) = call;
    let mut request = Request::builder().method(method).uri(path).header("origin", origin);
    if let Some(asked) = asked {
        request = request.header("access-control-request-method", asked);
    }
    let request = request.body(String::new()).expect("a request");
    let Ok(response) = Runtime::new().expect("a runtime").block_on(service.oneshot(request));
    let headers = response.headers().iter();
    Answer {
        status: response.status().as_u16(),
        headers: headers.map(|(name, value)| line(name.as_str(), value.as_bytes())).collect(),
    }
}

type Handler = ServiceFn<fn(Request<String>) -> Ready<Result<Response<String>, Infallible>>>;

fn answer(_: Request<String>) -> Ready<Result<Response<String>, Infallible>> {
    let response = Response::builder().header(HANDLER, "called");
    let response = response.header("access-control-allow-origin", "*");
    ready(Ok(response.body(String::new()).expect("a response")))
}

/// The answer of the same handler behind a middleware of actix-web.
macro_rules! ask_actix {
    ($middleware:expr, $call:expr) => {{
        let (method, origin, asked): Call = $call;
        let mut request = actix_web::test::TestRequest::default()
            .method(method.parse().expect("a method"))
            .insert_header(("origin", origin));
        if let Some(asked) = asked {
            request = request.insert_header(("access-control-request-method", asked));
        }
        let handler = web::to(async || {
            HttpResponse::Ok().insert_header(("access-control-allow-origin", "*")).finish()
        });
        let app = App::new().default_service(handler).wrap($middleware);
        System::new().block_on(async {
            let app = actix_web::test::init_service(app).await;
            let response = actix_web::test::call_service(&app, request.to_request()).await;
            let headers = response.headers().iter();
            Answer {
                status: response.status().as_u16(),
                headers: headers
                    .map(|(name, value)| line(name.as_str(), value.as_bytes()))
                    .collect(),
            }
        })
    }};
}
use ask_actix;

/// The answer of a handler behind a middleware of poem.
fn ask_poem<M>(middleware: M, call: Call) -> Answer
where
    M: Middleware<::poem::endpoint::BoxEndpoint<'static>>,
{
    let handler = make_sync(|_| {
        let response = ::poem::Response::builder().header(HANDLER, "called");
        response.header("access-control-allow-origin", "*").header("vary", "Accept").finish()
    });
    let mut request = ::poem::Request::builder().method(call.0.parse().expect("a method")).finish();
    *request.headers_mut() = request_of(call).headers().clone();
    let endpoint = handler.boxed().with(middleware);
    let response = endpoint.get_response(request);
    let response = Runtime::new().expect("a runtime").block_on(response);
    let headers = response.headers().iter();
    Answer {
        status: response.status().as_u16(),
        headers: headers.map(|(name, value)| line(name.as_str(), value.as_bytes())).collect(),
    }
}

/// The answer of the same handler behind a hoop of salvo.
fn ask_salvo(hoop: impl Hoop, call: Call) -> Answer {
    let service = Salvo::new(Router::new().goal(answer_of_salvo)).hoop(hoop);
    let request = ::salvo::Request::from_hyper(request_of(call), http::uri::Scheme::HTTP);
    let response = Runtime::new().expect("a runtime").block_on(service.handle(request));
    let headers = response.headers.iter();
    Answer {
        status: response.status_code.expect("a status").as_u16(),
        headers: headers.map(|(name, value)| line(name.as_str(), value.as_bytes())).collect(),
    }
}

#[handler]
async fn answer_of_salvo(response: &mut ::salvo::Response) {
    for (name, value) in
        [(HANDLER, "called"), ("access-control-allow-origin", "*"), ("vary", "Accept")]
    {
        response.add_header(name, value, false).expect("a header");
    }
}

/// Without `Origin`, if that is empty.
fn request_of((method, origin, asked): Call) -> Request<String> {
    let mut request = Request::builder().method(method);
    if !origin.is_empty() {
        request = request.header("origin", origin);
    }
    if let Some(asked) = asked {
        request = request.header("access-control-request-method", asked);
    }
    request.body(String::new()).expect("a request")
}

fn line(name: &str, value: &[u8]) -> (String, String) {
    (name.to_owned(), String::from_utf8_lossy(value).into_owned())
}

const APP: &str = "https://app.example.com";
const EVIL: &str = "https://evil.example";

/// The header that shows that the handler was called.
const HANDLER: &str = "x-handler";
