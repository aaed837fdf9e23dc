//! poem: errors, which become responses in the policy, nested routes, and other middleware.

use std::io;
use std::net::SocketAddr;
use std::thread;

use ::poem::endpoint::{make, make_sync};
use ::poem::error::{BadGateway, MethodNotAllowedError, NotFoundError};
use ::poem::http::StatusCode;
use ::poem::listener::TcpAcceptor;
use ::poem::middleware::{CatchPanic, NormalizePath, SizeLimit, TrailingSlash};
use ::poem::web::{Json, Path};
use ::poem::{
    Body, EndpointExt, Error, IntoEndpoint, Request, Response, Route, Server, get, handler, put,
};
use cors_policy::guard::OriginGuard;
use cors_policy::poem::Cors;
use tokio::io::{AsyncWriteExt, copy, split};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::socket;
use crate::{
    ALLOWED, ANSWERED, API, APP, EVIL, NOTHING, OTHER, PUT, REFUSED, assert_says, lines_of, send,
    upgrade,
};

#[test]
fn errors_of_routes_extractors_and_handlers_carry_the_headers() {
    let address = serve(
        Route::new()
            .at("/json", put(json))
            .at("/users/:number", get(user))
            .at(
                "/body",
                put(make(async |request: Request| {
                    request.into_body().into_string().await.map_err(Error::from)
                })),
            )
            .at("/fails", get(make_sync(|_| Err::<(), _>(BadGateway(io::Error::other("no luck"))))))
            .at("/teapot", get(make_sync(|_| Err::<(), _>(teapot()))))
            .with(SizeLimit::new(8))
            .with(Cors::new(&API)),
    );
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "GET /nowhere", &[EVIL], ""), 404, REFUSED);
    assert_says(&send(address, "GET /nowhere", &[], ""), 404, REFUSED);
    assert_says(&send(address, "GET /body", &[APP], ""), 405, ALLOWED);
    assert_says(&send(address, "PUT /body", &[APP], "too much of it"), 413, ALLOWED);
    assert_says(&send(address, "PUT /json", &[APP], "[]"), 415, ALLOWED);
    assert_says(&send(address, "PUT /json", &[APP, JSON], "["), 400, ALLOWED);
    assert_says(&send(address, "GET /users/ada", &[APP], ""), 400, ALLOWED);
    assert_says(&send(address, "GET /fails", &[APP], ""), 502, ALLOWED);
    assert_says(&send(address, "GET /fails", &[EVIL], ""), 502, REFUSED);
    // The error is made of a response that has CORS headers of its own, and a line of `Vary`.
    let mut lines = ALLOWED.to_vec();
    lines.push("vary: Accept");
    lines.sort_unstable();
    let response = send(address, "GET /teapot", &[APP], "");
    assert_says(&response, 418, &lines);
    assert_eq!(response.body, "no coffee here");
    assert_says(&send(address, "GET /teapot", &[EVIL], ""), 418, &["vary: Accept", "vary: Origin"]);
    assert_says(&send(address, "OPTIONS /body", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "OPTIONS /nowhere", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "OPTIONS /body", &[APP], ""), 405, ALLOWED);
}

#[test]
fn an_error_that_is_caught_further_in_carries_the_headers() {
    let address = serve(
        Route::new()
            .at("/", get(hello))
            .at("/fails", get(make_sync(|_| Err::<(), _>(teapot()))))
            .catch_error(async |_: NotFoundError| (StatusCode::NOT_FOUND, "sorry"))
            .catch_all_error(async |error: Error| (error.status(), "caught"))
            .with(Cors::new(&API)),
    );
    let response = send(address, "GET /nowhere", &[APP], "");
    assert_says(&response, 404, ALLOWED);
    assert_eq!(response.body, "sorry");
    let response = send(address, "GET /fails", &[APP], "");
    assert_says(&response, 418, ALLOWED);
    assert_eq!(response.body, "caught");
    let response = send(address, "PUT /", &[EVIL], "");
    assert_says(&response, 405, REFUSED);
    assert_eq!(response.body, "caught");
}

/// Outside of the policy there are no errors, so what is there to catch them cannot replace a response that has the headers.
#[test]
fn outside_of_the_policy_an_error_is_a_response() {
    let address = serve(
        Route::new()
            .at("/", get(hello))
            .at("/fails", get(make_sync(|_| Err::<(), _>(BadGateway(io::Error::other("no luck"))))))
            .with(Cors::new(&API))
            .catch_error(async |_: MethodNotAllowedError| "never")
            .catch_all_error(async |_| "never")
            .inspect_all_err(|_| panic!("there is no error")),
    );
    for (start, status) in [("GET /nowhere", 404), ("GET /fails", 502), ("PUT /", 405)] {
        let response = send(address, start, &[APP], "");
        assert_says(&response, status, ALLOWED);
        assert_ne!(response.body, "never");
    }
}

#[test]
fn errors_of_an_inner_middleware_carry_the_headers_and_of_an_outer_one_do_not() {
    let deny = async |_: Request| Err::<Request, _>(Error::from_status(StatusCode::UNAUTHORIZED));
    let inside = serve(get(hello).before(deny).with(Cors::new(&API)));
    assert_says(&send(inside, "GET /", &[APP], ""), 401, ALLOWED);
    assert_says(&send(inside, "GET /", &[EVIL], ""), 401, REFUSED);
    assert_says(&send(inside, "OPTIONS /", &[APP, PUT], ""), 204, ANSWERED);
    let outside = serve(get(hello).with(Cors::new(&API)).before(deny));
    assert_says(&send(outside, "GET /", &[APP], ""), 401, NOTHING);
    assert_says(&send(outside, "OPTIONS /", &[APP, PUT], ""), 401, NOTHING);
}

#[test]
fn a_panic_that_is_caught_further_in_carries_the_headers() {
    let panics = || make_sync(|_| -> String { panic!("this is meant to be caught") });
    let inside = serve(panics().with(CatchPanic::new()).with(Cors::new(&API)));
    assert_says(&send(inside, "GET /", &[APP], ""), 500, ALLOWED);
    assert_says(&send(inside, "GET /", &[EVIL], ""), 500, REFUSED);
    let outside = serve(panics().with(Cors::new(&API)).with(CatchPanic::new()));
    assert_says(&send(outside, "GET /", &[APP], ""), 500, NOTHING);
}

#[test]
fn a_panic_ends_its_connection_and_no_other() {
    let panics = make_sync(|_| -> String { panic!("this is meant to be seen") });
    let address = serve(Route::new().at("/panic", get(panics)).with(Cors::new(&API)));
    let mut stream = socket::connect(address);
    io::Write::write_all(&mut stream, b"GET /panic HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
    assert_eq!(io::Read::read_to_end(&mut stream, &mut Vec::new()).unwrap(), 0);
    assert_eq!(lines_of(&send(address, "GET /", &[APP], "")), ALLOWED);
}

#[test]
fn a_nested_route_is_covered_with_its_errors() {
    let address = serve(
        Route::new()
            .nest("/api", Route::new().at("/users", get(hello)).with(Cors::new(&API)))
            .nest_no_strip(
                "/other",
                Route::new().at("/other/users", get(hello)).with(Cors::new(&OTHER)),
            )
            .at("/", get(hello)),
    );
    assert_says(&send(address, "GET /api/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "PUT /api/users", &[APP], ""), 405, ALLOWED);
    for path in ["/api", "/api/", "/api/nowhere"] {
        assert_says(&send(address, &format!("GET {path}"), &[APP], ""), 404, ALLOWED);
        assert_says(&send(address, &format!("OPTIONS {path}"), &[APP, PUT], ""), 204, ANSWERED);
    }
    assert_says(&send(address, "GET /other/users", &[APP], ""), 200, OTHER_ALLOWS);
    assert_says(&send(address, "GET /other/nowhere", &[APP], ""), 404, OTHER_ALLOWS);
    assert_says(&send(address, "GET /", &[APP], ""), 200, NOTHING);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, NOTHING);
}

#[test]
fn a_path_is_covered_with_its_405_and_a_method_is_not_reached_by_preflights() {
    let address = serve(
        Route::new()
            .at("/path", get(hello).with(Cors::new(&API)))
            .at("/method", get(hello.with(Cors::new(&API)))),
    );
    assert_says(&send(address, "GET /path", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "PUT /path", &[APP], ""), 405, ALLOWED);
    assert_says(&send(address, "OPTIONS /path", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "GET /method", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /method", &[APP, PUT], ""), 405, NOTHING);
}

#[test]
fn of_two_policies_the_outer_one_is_seen() {
    let route =
        Route::new().at("/", get(hello)).at("/fails", get(make_sync(|_| Err::<(), _>(teapot()))));
    let address = serve(route.with(Cors::new(&OTHER)).with(Cors::new(&API)));
    assert_says(&send(address, "GET /", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "GET /", &[EVIL], ""), 200, REFUSED);
    assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 204, ANSWERED);
}

#[test]
fn other_middleware_works_on_both_sides() {
    let api = Route::new()
        .at("/on", get(hello).with_if(true, Cors::new(&API)))
        .at("/off", get(hello).with_if(false, Cors::new(&API)));
    let guarded =
        get(hello).put(hello).with((OriginGuard::new(&API).expect("a list"), Cors::new(&API)));
    let app = api.at("/guarded", guarded).with(NormalizePath::new(TrailingSlash::Trim));
    let address = serve(app);
    assert_says(&send(address, "GET /on/", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /off", &[APP], ""), 200, NOTHING);
    assert_says(&send(address, "PUT /guarded", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "PUT /guarded", &[EVIL], ""), 403, REFUSED);
    assert_says(&send(address, "OPTIONS /guarded", &[APP, PUT], ""), 204, ANSWERED);
}

#[test]
fn head_and_streams_carry_the_headers() {
    let stream = make_sync(|_| {
        let parts = ["one", "two"].map(Ok::<_, io::Error>);
        Body::from_bytes_stream(tokio_stream::iter(parts))
    });
    let address = serve(get(stream).with(Cors::new(&API)));
    let response = send(address, "GET /", &[APP], "");
    assert_says(&response, 200, ALLOWED);
    assert_eq!(response.body, "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
    assert_says(&send(address, "HEAD /", &[APP], ""), 200, ALLOWED);
}

#[test]
fn an_upgrade_carries_the_headers_and_works() {
    let echo = make_sync(|request: Request| {
        let upgrade = request.take_upgrade().expect("the client asks for it");
        tokio::spawn(async {
            let (mut read, mut write) = split(upgrade.await.expect("the client upgrades"));
            copy(&mut read, &mut write).await.expect("the client reads");
            write.shutdown().await
        });
        let response = Response::builder().status(StatusCode::SWITCHING_PROTOCOLS);
        response.header("connection", "upgrade").header("upgrade", "websocket").finish()
    });
    let (response, body) = upgrade(serve(get(echo).with(Cors::new(&API))), "/");
    assert_says(&response, 101, ALLOWED);
    assert_eq!(body, "hello");
}

/// The middleware of poem panics for bytes above 0x7F, if it has a pattern.
#[test]
fn bytes_that_are_no_text_are_refused() {
    let address = serve(get(hello).with(Cors::new(&OTHER)));
    for lines in ["Origin: https://\u{e4}.example", "Origin: \u{ff}\u{fe}"] {
        let head = format!("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{lines}\r\n\r\n");
        let bytes = head.chars().map(|c| c as u8).collect::<Vec<_>>();
        assert_says(&socket::exchange(address, &bytes), 200, REFUSED);
    }
}

#[handler]
fn hello() -> &'static str {
    "hello"
}

#[handler]
fn json(_: Json<Vec<u8>>) {}

#[handler]
fn user(_: Path<u8>) {}

/// An error that is made of a response.
fn teapot() -> Error {
    let response = Response::builder().status(StatusCode::IM_A_TEAPOT);
    let response = response.header("access-control-allow-origin", "*").header("vary", "Accept");
    Error::from_response(response.body("no coffee here"))
}

/// Serves the application until the tests end.
pub(crate) fn serve(app: impl IntoEndpoint<Endpoint: 'static> + Send + 'static) -> SocketAddr {
    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    let acceptor = TcpAcceptor::from_tokio(listener).expect("an acceptor");
    thread::spawn(move || runtime.block_on(Server::new_with_acceptor(acceptor).run(app)));
    address
}

const JSON: &str = "Content-Type: application/json";

/// The CORS headers and `Vary` of `OTHER` for an allowed request, sorted.
const OTHER_ALLOWS: &[&str] = &[
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];
