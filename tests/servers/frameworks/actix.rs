//! actix-web: how the policy works with errors and with other middleware.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::thread;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::{
    Compat, Compress, Condition, ErrorHandlerResponse, ErrorHandlers, Next, NormalizePath, from_fn,
};
use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer, error, rt, web};
use cors_policy::actix::Cors;
use tokio_stream::StreamExt;

use crate::socket::{self, Response};
use crate::{ALLOWED, ANSWERED, API, APP, EVIL, NOTHING, OTHER, PUT, REFUSED};
use crate::{assert_says, lines_of, send, upgrade};

/// Serves what `$app` builds, until the tests end. It is a macro because the type of an `App` has no name that can be
/// written.
macro_rules! serve {
    ($app:expr) => {{
        let (address, listener) = listen();
        thread::spawn(move || {
            let server = HttpServer::new(move || $app).workers(1).disable_signals();
            let server = server.listen(listener).expect("a listener").run();
            rt::System::new().block_on(server)
        });
        address
    }};
}

#[test]
fn errors_of_the_application_carry_the_headers() {
    let address = serve!(
        App::new()
            .app_data(web::PayloadConfig::new(8))
            .route("/body", web::put().to(async |body: String| body))
            .route("/json", web::put().to(async |_: web::Json<Vec<u8>>| HttpResponse::Ok()))
            .route("/fails", web::get().to(async || Err::<String, _>(io::Error::other("no luck"))))
            .route("/teapot", web::get().to(async || Err::<String, _>(teapot())))
            .service(web::resource("/one").route(web::get().to(HttpResponse::Ok)))
            .wrap(Cors::new(&API))
    );
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "GET /nowhere", &[EVIL], ""), 404, REFUSED);
    assert_says(&send(address, "PUT /one", &[APP], ""), 405, ALLOWED);
    assert_says(&send(address, "PUT /body", &[APP], "too much of it"), 413, ALLOWED);
    assert_says(&send(address, "PUT /json", &[APP], "["), 400, ALLOWED);
    assert_says(&send(address, "PUT /json", &[APP, JSON], "["), 400, ALLOWED);
    assert_says(&send(address, "GET /fails", &[APP], ""), 500, ALLOWED);
    assert_says(&send(address, "GET /fails", &[EVIL], ""), 500, REFUSED);
    assert_says(&send(address, "GET /teapot", &[APP], ""), 418, ALLOWED);
    assert_says(&send(address, "OPTIONS /nowhere", &[APP, PUT], ""), 204, ANSWERED);
}

#[test]
fn errors_of_an_inner_middleware_carry_the_headers() {
    let address = serve!(
        App::new()
            .route("/", web::get().to(HttpResponse::Ok))
            .wrap(from_fn(deny))
            .wrap(Cors::new(&API))
            // This middleware is outside the policy. It sees the error, before the error becomes a response.
            .wrap(from_fn(async |request, next: Next<_>| next.call(request).await))
    );
    assert_says(&send(address, "GET /", &[APP], ""), 401, ALLOWED);
    assert_says(&send(address, "GET /", &[EVIL], ""), 401, REFUSED);
    assert_says(&send(address, "GET /", &[], ""), 401, REFUSED);
    assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 204, ANSWERED);
}

#[test]
fn errors_of_an_outer_middleware_do_not() {
    let address = serve!(
        App::new()
            .route("/", web::get().to(HttpResponse::Ok))
            .wrap(Cors::new(&API))
            .wrap(from_fn(deny))
    );
    assert_says(&send(address, "GET /", &[APP], ""), 401, NOTHING);
    assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 401, NOTHING);
}

#[test]
fn an_error_says_the_same_each_time_that_it_is_asked() {
    rt::System::new().block_on(async {
        let app = App::new().wrap(from_fn(deny)).wrap(Cors::new(&API));
        let app = actix_web::test::init_service(app).await;
        let request = actix_web::test::TestRequest::get()
            .insert_header(("origin", "https://app.example.com"));
        let error =
            actix_web::test::try_call_service(&app, request.to_request()).await.unwrap_err();
        for _ in 0..2 {
            let response = error.error_response();
            let headers = response.headers().iter();
            let headers = headers.map(|(name, value)| {
                (name.to_string(), value.to_str().expect("a value").to_owned())
            });
            let response = Response {
                status: response.status().as_u16(),
                headers: headers.collect(),
                body: String::new(),
            };
            assert_says(&response, 401, ALLOWED);
        }
    });
}

#[test]
fn a_scope_is_covered_with_its_errors() {
    let address = serve!(
        App::new()
            .service(
                web::scope("/api")
                    .wrap(Cors::new(&API))
                    .service(web::resource("/users/{name}").route(web::get().to(greet)))
            )
            .route("/", web::get().to(HttpResponse::Ok))
    );
    let response = send(address, "GET /api/users/ada", &[APP], "");
    assert_says(&response, 200, ALLOWED);
    assert_eq!(response.body, "hello, ada");
    assert_says(&send(address, "PUT /api/users/ada", &[APP], ""), 405, ALLOWED);
    assert_says(&send(address, "GET /api/nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "OPTIONS /api/users/ada", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "GET /", &[APP], ""), 200, NOTHING);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, NOTHING);
}

#[test]
fn a_resource_is_covered_with_its_405() {
    let address =
        serve!(App::new().service(
            web::resource("/users/{name}").wrap(Cors::new(&API)).route(web::get().to(greet))
        ));
    assert_says(&send(address, "GET /users/ada", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "PUT /users/ada", &[APP], ""), 405, ALLOWED);
    assert_says(&send(address, "OPTIONS /users/ada", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, NOTHING);
}

/// A middleware on a route gets only the methods of the route. A preflight has another method, so it does not get
/// there.
#[test]
fn a_route_is_not_reached_by_preflights() {
    let address =
        serve!(App::new().route("/", web::get().to(HttpResponse::Ok).wrap(Cors::new(&API))));
    assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 404, NOTHING);
}

#[test]
fn other_middleware_may_stand_on_both_sides() {
    let address = serve!(
        App::new()
            .service(
                web::scope("/api")
                    .wrap(Compat::new(Cors::new(&API)))
                    .route("/users/{name}", web::get().to(greet))
            )
            .service(
                web::resource("/on")
                    .wrap(Condition::new(true, Cors::new(&API)))
                    .to(HttpResponse::Ok)
            )
            .service(
                web::resource("/off")
                    .wrap(Condition::new(false, Cors::new(&API)))
                    .to(HttpResponse::Ok)
            )
            .wrap(NormalizePath::trim())
    );
    assert_says(&send(address, "GET /api/users/ada/", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS //api/users/ada", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "GET /on", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /off", &[APP], ""), 200, NOTHING);
}

/// A middleware that rewrites the path must be the only owner of the request. It panics if the policy keeps a clone.
#[test]
fn the_request_is_not_cloned() {
    let address = serve!(
        App::new()
            .route("/users/{name}", web::get().to(greet))
            .wrap(from_fn(async |mut request: ServiceRequest, next: Next<_>| {
                request.match_info_mut().skip(0);
                request.head_mut().headers_mut().remove("x-secret");
                next.call(request).await
            }))
            .wrap(NormalizePath::trim())
            .wrap(Cors::new(&API))
    );
    assert_says(&send(address, "GET /users/ada/", &[APP], ""), 200, ALLOWED);
}

#[test]
fn compression_varies_beside_the_policy() {
    let inside = serve!(
        App::new()
            .route("/", web::get().to(async || "a".repeat(1_000)))
            .wrap(Compress::default())
            .wrap(Cors::new(&API))
    );
    let outside = serve!(
        App::new()
            .route("/", web::get().to(async || "a".repeat(1_000)))
            .wrap(Cors::new(&API))
            .wrap(Compress::default())
    );
    for address in [inside, outside] {
        let response = send(address, "GET /", &[APP, "Accept-Encoding: gzip"], "");
        let mut expected = ALLOWED.to_vec();
        expected.push("vary: accept-encoding");
        expected.sort_unstable();
        assert_says(&response, 200, &expected);
        assert!(response.headers.contains(&("content-encoding".to_owned(), "gzip".to_owned())));
        assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 204, ANSWERED);
    }
}

#[test]
fn pages_of_error_handlers_carry_the_headers() {
    let page = |response: ServiceResponse<_>| {
        let (request, response) = response.into_parts();
        let response = ServiceResponse::new(request, response.set_body("sorry".to_owned()));
        Ok(ErrorHandlerResponse::Response(response.map_into_boxed_body().map_into_right_body()))
    };
    let address = serve!(
        App::new()
            .wrap(ErrorHandlers::new().handler(StatusCode::NOT_FOUND, page))
            .wrap(Cors::new(&API))
    );
    let response = send(address, "GET /nowhere", &[APP], "");
    assert_says(&response, 404, ALLOWED);
    assert_eq!(response.body, "sorry");
}

#[test]
fn of_two_policies_the_outer_one_is_seen() {
    let address = serve!(
        App::new()
            .route("/", web::get().to(HttpResponse::Ok))
            .route("/fails", web::get().to(async || Err::<String, _>(teapot())))
            .wrap(from_fn(deny_secrets))
            .wrap(Cors::new(&OTHER))
            .wrap(Cors::new(&API))
    );
    assert_says(&send(address, "GET /", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /fails", &[APP], ""), 418, ALLOWED);
    assert_says(&send(address, "GET /", &[APP, "X-Secret: 1"], ""), 401, ALLOWED);
}

#[test]
fn head_and_streams_carry_the_headers() {
    let stream = || async {
        let parts = ["one", "two"].map(|part| Ok::<_, Error>(web::Bytes::from(part)));
        HttpResponse::Ok().streaming(tokio_stream::iter(parts))
    };
    let address = serve!(
        App::new()
            .service(web::resource("/").route(web::get().to(stream)).route(web::head().to(
                || async { HttpResponse::Ok().insert_header(("content-length", "6")).finish() }
            )))
            .wrap(Cors::new(&API))
    );
    let response = send(address, "GET /", &[APP], "");
    assert_says(&response, 200, ALLOWED);
    assert_eq!(response.body, "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
    assert_says(&send(address, "HEAD /", &[APP], ""), 200, ALLOWED);
}

#[test]
fn an_upgrade_carries_the_headers_and_works() {
    let echo = async |body: web::Payload| {
        let echo = body.map(|part| part.map_err(Error::from));
        HttpResponse::SwitchingProtocols().upgrade("websocket").streaming(echo)
    };
    let address = serve!(App::new().route("/", web::get().to(echo)).wrap(Cors::new(&API)));
    let (response, body) = upgrade(address, "/");
    assert_says(&response, 101, ALLOWED);
    assert_eq!(body, "hello");
}

#[test]
fn a_panic_ends_its_connection_and_no_other() {
    let address = serve!(
        App::new()
            .route(
                "/panic",
                web::get().to(async || -> String { panic!("this is meant to be seen") })
            )
            .wrap(Cors::new(&API))
    );
    let mut stream = socket::connect(address);
    io::Write::write_all(&mut stream, b"GET /panic HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
    assert_eq!(io::Read::read_to_end(&mut stream, &mut Vec::new()).unwrap(), 0);
    let response = send(address, "GET /", &[APP], "");
    assert_eq!(lines_of(&response), ALLOWED);
}

async fn greet(name: web::Path<String>, request: HttpRequest) -> String {
    // A handler can keep any number of clones.
    let _kept = request.clone();
    format!("hello, {name}")
}

/// An authentication middleware that can answer only with an error.
async fn deny(
    _: ServiceRequest,
    _: Next<impl MessageBody>,
) -> Result<ServiceResponse<String>, Error> {
    Err(error::ErrorUnauthorized("who are you?"))
}

async fn deny_secrets<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if request.headers().contains_key("x-secret") {
        return Err(error::ErrorUnauthorized("who are you?"));
    }
    next.call(request).await
}

fn teapot() -> Error {
    error::ErrorImATeapot("no coffee here")
}

fn listen() -> (SocketAddr, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    (listener.local_addr().expect("an address"), listener)
}

const JSON: &str = "Content-Type: application/json";
