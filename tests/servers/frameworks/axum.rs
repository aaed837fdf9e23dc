//! axum: nested routers, `route_layer`, fallbacks, and the errors that axum itself creates.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::thread;

use ::axum::body::Body;
use ::axum::extract::{DefaultBodyLimit, Path, Request};
use ::axum::http::StatusCode;
use ::axum::response::IntoResponse;
use ::axum::routing::{any, get, put};
use ::axum::{Json, Router};
use cors_policy::tower::CorsLayer;
use hyper_util::rt::TokioIo;
use tokio::io;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    ALLOWED, ANSWERED, API, APP, EVIL, NOTHING, OTHER, PUT, REFUSED, assert_says, send, upgrade,
};

#[test]
fn errors_of_the_router_and_of_extractors_carry_the_headers() {
    let app = Router::new()
        .route("/json", put(async |_: Json<Vec<u8>>| {}))
        .route("/users/{number}", get(async |_: Path<u8>| {}))
        .route("/body", put(async |body: String| body))
        .layer(DefaultBodyLimit::max(8))
        .layer(CorsLayer::new(&API));
    let address = serve(app);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "GET /nowhere", &[EVIL], ""), 404, REFUSED);
    assert_says(&send(address, "GET /body", &[APP], ""), 405, ALLOWED);
    assert_says(&send(address, "PUT /json", &[APP], "[]"), 415, ALLOWED);
    let json = "Content-Type: application/json";
    assert_says(&send(address, "PUT /json", &[APP, json], "["), 400, ALLOWED);
    assert_says(&send(address, "PUT /json", &[APP, json], "{}"), 422, ALLOWED);
    assert_says(&send(address, "GET /users/ada", &[APP], ""), 400, ALLOWED);
    assert_says(&send(address, "PUT /body", &[APP], "too much of it"), 413, ALLOWED);
    assert_says(&send(address, "OPTIONS /body", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "OPTIONS /nowhere", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "OPTIONS /body", &[APP], ""), 405, ALLOWED);
}

#[test]
fn a_panic_that_is_caught_further_in_carries_the_headers() {
    let app = Router::new()
        .route("/", get(async || -> StatusCode { panic!("this is meant to be caught") }))
        .layer(CatchPanicLayer::new())
        .layer(CorsLayer::new(&API));
    assert_says(&send(serve(app), "GET /", &[APP], ""), 500, ALLOWED);
}

#[test]
fn head_and_streams_carry_the_headers() {
    let stream = async || {
        let parts = ["one", "two"].map(Ok::<_, Infallible>);
        Body::from_stream(tokio_stream::iter(parts))
    };
    let app = Router::new().route("/", get(stream)).layer(CorsLayer::new(&API));
    let address = serve(app);
    let response = send(address, "GET /", &[APP], "");
    assert_says(&response, 200, ALLOWED);
    assert_eq!(response.body, "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
    assert_says(&send(address, "HEAD /", &[APP], ""), 200, ALLOWED);
}

#[test]
fn an_upgrade_carries_the_headers_and_works() {
    let app = Router::new().route("/echo", any(echo)).layer(CorsLayer::new(&API));
    let (response, body) = upgrade(serve(app), "/echo");
    assert_says(&response, 101, ALLOWED);
    assert_eq!(body, "hello");
}

async fn echo(request: Request) -> impl IntoResponse {
    tokio::spawn(async {
        let upgraded = ::hyper::upgrade::on(request).await.expect("the client upgrades");
        let (mut read, mut write) = io::split(TokioIo::new(upgraded));
        io::copy(&mut read, &mut write).await
    });
    (StatusCode::SWITCHING_PROTOCOLS, [("connection", "upgrade"), ("upgrade", "websocket")])
}

#[test]
fn a_layer_on_a_nested_router_covers_what_is_below_its_path() {
    let api = Router::new()
        .route("/users", get(handler))
        .fallback(StatusCode::NOT_FOUND)
        .layer(CorsLayer::new(&API));
    // This router has no fallback, so the outer router answers unknown paths, without the policy.
    let lean = Router::new().route("/users", get(handler)).layer(CorsLayer::new(&API));
    let app = Router::new().nest("/api", api).nest("/lean", lean).route("/", get(handler));
    let address = serve(app);
    assert_says(&send(address, "GET /api/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /api/nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "OPTIONS /api/users", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "OPTIONS /api/nowhere", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "GET /lean/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /lean/nowhere", &[APP], ""), 404, NOTHING);
    assert_says(&send(address, "GET /", &[APP], ""), 200, NOTHING);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, NOTHING);
}

#[test]
fn a_nested_service_is_covered_as_a_whole_and_a_nested_router_is_not() {
    let routes = || Router::new().route("/users", get(handler));
    let fallback = routes().fallback(StatusCode::NOT_FOUND);
    let app = Router::new()
        .nest("/nest", routes().layer(CorsLayer::new(&API)))
        .nest("/nest-fallback", fallback.layer(CorsLayer::new(&API)))
        .nest_service("/service", routes().layer(CorsLayer::new(&API)));
    let address = serve(app);
    for (path, status, lines) in [
        ("/nest/users", 200, ALLOWED),
        ("/nest", 404, NOTHING),
        ("/nest/", 404, NOTHING),
        ("/nest/nowhere", 404, NOTHING),
        ("/nest-fallback", 404, ALLOWED),
        // A fallback does not help here: axum does not route this path to the nested router.
        ("/nest-fallback/", 404, NOTHING),
        ("/nest-fallback/nowhere", 404, ALLOWED),
        ("/service/users", 200, ALLOWED),
        ("/service", 404, ALLOWED),
        ("/service/", 404, ALLOWED),
        ("/service/nowhere", 404, ALLOWED),
    ] {
        assert_says(&send(address, &format!("GET {path}"), &[APP], ""), status, lines);
    }
    assert_says(&send(address, "OPTIONS /nest/nowhere", &[APP, PUT], ""), 404, NOTHING);
    assert_says(&send(address, "OPTIONS /service/nowhere", &[APP, PUT], ""), 204, ANSWERED);
}

#[test]
fn merged_routers_keep_their_policies() {
    let one = Router::new().route("/one", get(handler)).layer(CorsLayer::new(&API));
    let two = Router::new().route("/two", get(handler)).layer(CorsLayer::new(&OTHER));
    let address = serve(one.merge(two));
    assert_says(&send(address, "GET /one", &[APP], ""), 200, ALLOWED);
    let lines = [
        "access-control-allow-credentials: true",
        "access-control-allow-origin: https://app.example.com",
        "vary: Origin",
    ];
    assert_says(&send(address, "GET /two", &[APP], ""), 200, &lines);
}

#[test]
fn route_layer_leaves_out_what_no_route_matches() {
    let app = Router::new().route("/", get(handler)).route_layer(CorsLayer::new(&API));
    let address = serve(app);
    assert_says(&send(address, "GET /", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "PUT /", &[APP], ""), 405, ALLOWED);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, NOTHING);
    assert_says(&send(address, "OPTIONS /nowhere", &[APP, PUT], ""), 404, NOTHING);
}

#[test]
fn a_layer_on_a_path_is_reached_by_preflights() {
    let app = Router::new().route("/", get(handler).layer(CorsLayer::new(&API)));
    let address = serve(app);
    assert_says(&send(address, "GET /", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "PUT /", &[APP], ""), 405, ALLOWED);
    assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 204, ANSWERED);
}

/// A layer on a method router gets only the methods of the path. A preflight has another method, so it does not get
/// there.
#[test]
fn a_route_layer_on_a_path_is_not_reached_by_preflights() {
    let app = Router::new().route("/", get(handler).route_layer(CorsLayer::new(&API)));
    let address = serve(app);
    assert_says(&send(address, "GET /", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 405, NOTHING);
}

#[test]
fn of_two_layers_the_outer_one_is_seen() {
    let app = Router::new()
        .route("/", get(handler))
        .layer(CorsLayer::new(&OTHER))
        .layer(CorsLayer::new(&API));
    let address = serve(app);
    assert_says(&send(address, "GET /", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 204, ANSWERED);
}

#[test]
fn routes_that_are_added_behind_the_layer_have_none() {
    let app = Router::new()
        .route("/before", get(handler))
        .layer(CorsLayer::new(&API))
        .route("/after", get(handler));
    let address = serve(app);
    assert_says(&send(address, "GET /before", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /after", &[APP], ""), 200, NOTHING);
}

async fn handler() -> &'static str {
    "hello"
}

/// Serves the application until the tests end.
pub(crate) fn serve(app: Router) -> SocketAddr {
    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || runtime.block_on(async { ::axum::serve(listener, app).await }));
    address
}
