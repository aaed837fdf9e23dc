//! warp: rejections and those who answer them, `OPTIONS`, filters that set headers of their own, streams and WebSockets.

use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ::warp::http::{Response, StatusCode};
use ::warp::reject::{Reject, Rejection};
use ::warp::reply::{self, Reply};
use ::warp::ws::{WebSocket, Ws};
use ::warp::{Filter, body, header, path};
use cors_policy::guard::OriginGuard;
use cors_policy::tower::CorsLayer;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_stream::StreamExt;
use tower::{Layer, Service};

use crate::{
    ALLOWED, ANSWERED, API, APP, CONNECTION, EVIL, PUT, REFUSED, UPGRADE, assert_says, send, socket,
};

#[test]
fn rejections_carry_the_headers() {
    let json = path("json").and(::warp::put()).and(body::content_length_limit(8));
    let json = json.and(body::json()).map(|_: Vec<u8>| "ok");
    let number = path("number").and(header::<u8>("x-number")).map(|_| "ok");
    let user = path!("users" / u8).map(|_| "ok");
    let teapot = path("teapot").and_then(teapot);
    let routes = json.or(number).or(user).or(teapot);
    let address = serve(CorsLayer::new(&API).layer(::warp::service(routes)));
    let kind = "Content-Type: application/json";
    for (start, line, body, status) in [
        ("PUT /json", kind, "[1]", 200),
        ("PUT /json", kind, "[", 400),
        ("PUT /json", kind, "[1, 2, 3, 4]", 413),
        ("PUT /json", "Content-Type: text/plain", "[1]", 415),
        ("GET /json", kind, "", 405),
        ("GET /number", "X-Number: 7", "", 200),
        ("GET /number", "X-Number: ada", "", 400),
        ("GET /number", "X-Other: 7", "", 400),
        ("GET /users/7", "X-Other: 7", "", 200),
        ("GET /users/ada", "X-Other: 7", "", 404),
        ("GET /nowhere", "X-Other: 7", "", 404),
        // A rejection that nobody answers.
        ("GET /teapot", "X-Other: 7", "", 500),
    ] {
        assert_says(&send(address, start, &[APP, line], body), status, ALLOWED);
        assert_says(&send(address, start, &[EVIL, line], body), status, REFUSED);
        assert_says(&send(address, start, &[line], body), status, REFUSED);
    }
}

#[test]
fn answers_to_rejections_carry_the_headers() {
    let routes = path("teapot").and_then(teapot).recover(answer_teapot);
    let address = serve(CorsLayer::new(&API).layer(::warp::service(routes)));
    let response = send(address, "GET /teapot", &[APP], "");
    assert_says(&response, 418, ALLOWED);
    assert_eq!(response.body, "short and stout");
    assert_says(&send(address, "GET /teapot", &[EVIL], ""), 418, REFUSED);
    // This rejection is passed on.
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, ALLOWED);
}

/// What a handler rejects.
#[derive(Debug)]
struct Teapot;

impl Reject for Teapot {}

async fn teapot() -> Result<&'static str, Rejection> {
    Err(::warp::reject::custom(Teapot))
}

/// The answer has a CORS header that no policy allows.
async fn answer_teapot(rejection: Rejection) -> Result<impl Reply, Rejection> {
    if rejection.find::<Teapot>().is_none() {
        return Err(rejection);
    }
    let reply = reply::with_status("short and stout", StatusCode::IM_A_TEAPOT);
    Ok(reply::with_header(reply, "access-control-allow-origin", "*"))
}

#[test]
fn a_preflight_reaches_no_filter() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let routes = ::warp::any().map(|| {
        RUNS.fetch_add(1, Ordering::SeqCst);
        "hello"
    });
    let address = serve(CorsLayer::new(&API).layer(::warp::service(routes)));
    assert_says(&send(address, "OPTIONS /", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "OPTIONS /nowhere", &[EVIL, PUT], ""), 403, REFUSED);
    assert_eq!(RUNS.load(Ordering::SeqCst), 0);
    assert_says(&send(address, "OPTIONS /", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /", &[PUT], ""), 200, REFUSED);
    assert_eq!(RUNS.load(Ordering::SeqCst), 2);
}

#[test]
fn headers_of_filters_are_merged_or_replaced() {
    let lines = path("lines").map(|| {
        let response =
            Response::builder().header("vary", "Accept").header("vary", "Accept-Encoding");
        response.header("access-control-allow-credentials", "true").body("hello")
    });
    let with = path("with").map(|| "hello").with(reply::with::header("vary", "origin, accept"));
    // The layer owns CORS, also if warp's own filter is still there.
    let both = path("both").map(|| "hello");
    let both = both.with(::warp::cors().allow_any_origin().allow_credentials(true));
    let address = serve(CorsLayer::new(&API).layer(::warp::service(lines.or(with).or(both))));
    let vary = ["vary: Accept", "vary: Accept-Encoding", "vary: Origin"];
    assert_says(&send(address, "GET /lines", &[APP], ""), 200, &[&ALLOWED[..2], &vary].concat());
    assert_says(&send(address, "GET /lines", &[EVIL], ""), 200, &vary);
    let vary = ["vary: origin, accept"];
    assert_says(&send(address, "GET /with", &[APP], ""), 200, &[&ALLOWED[..2], &vary].concat());
    assert_says(&send(address, "GET /both", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /both", &[EVIL], ""), 200, REFUSED);
    assert_says(&send(address, "OPTIONS /both", &[EVIL, PUT], ""), 403, REFUSED);
}

#[test]
fn head_and_streams_carry_the_headers() {
    let routes = ::warp::any()
        .map(|| reply::stream(tokio_stream::iter(["one", "two"].map(Ok::<_, Infallible>))));
    let address = serve(CorsLayer::new(&API).layer(::warp::service(routes)));
    let response = send(address, "GET /", &[APP], "");
    assert_says(&response, 200, ALLOWED);
    assert_eq!(response.body, "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
    assert_says(&send(address, "HEAD /", &[APP], ""), 200, ALLOWED);
}

#[test]
fn a_websocket_carries_the_headers_and_works() {
    let routes = ::warp::ws().map(|ws: Ws| ws.on_upgrade(close_after_a_message));
    let address = serve(CorsLayer::new(&API).layer(::warp::service(routes)));
    let mut stream = shake_hands(address, APP);
    let response = read_head(&mut stream);
    assert_says(&response, 101, ALLOWED);
    // A text of five bytes, masked with zeros.
    stream.write_all(b"\x81\x85\0\0\0\0hello").expect("the server reads on");
    let mut close = [0; 2];
    stream.read_exact(&mut close).expect("the server closes the WebSocket");
    assert_eq!(close, [0x88, 0]);
}

async fn close_after_a_message(mut socket: WebSocket) {
    let message = socket.next().await.expect("a message").expect("no error");
    if message.to_str() == Ok("hello") {
        socket.close().await.expect("the client reads");
    }
}

/// Inside of the layer, as for every service on tower.
#[test]
fn a_guard_refuses_websockets_and_unsafe_methods_of_other_pages() {
    let websocket = ::warp::ws().map(|ws: Ws| ws.on_upgrade(|_| async {}));
    let routes = websocket.or(::warp::any().map(|| "hello"));
    let guarded = OriginGuard::new(&API).expect("a list").layer(::warp::service(routes));
    let address = serve(CorsLayer::new(&API).layer(guarded));
    assert_says(&read_head(&mut shake_hands(address, APP)), 101, ALLOWED);
    assert_says(&read_head(&mut shake_hands(address, EVIL)), 403, REFUSED);
    assert_says(&send(address, "POST /", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "POST /", &[EVIL], ""), 403, REFUSED);
    assert_says(&send(address, "GET /", &[EVIL], ""), 200, REFUSED);
}

/// Sends the handshake of a WebSocket.
fn shake_hands(address: SocketAddr, origin: &str) -> std::net::TcpStream {
    let mut stream = socket::connect(address);
    let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    let lines = ["GET / HTTP/1.1", "Host: test", origin, UPGRADE, CONNECTION, key, VERSION, "", ""];
    stream.write_all(lines.join("\r\n").as_bytes()).expect("the server reads");
    stream
}

fn read_head(stream: &mut std::net::TcpStream) -> socket::Response {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("the server answers");
        head.extend(byte);
    }
    socket::parse(&head)
}

const VERSION: &str = "Sec-WebSocket-Version: 13";

/// Serves until the tests end, over HTTP/1 and HTTP/2, and with upgrades.
pub(crate) fn serve<S>(service: S) -> SocketAddr
where
    S: Service<http::Request<Incoming>, Response = reply::Response, Error = Infallible>,
    S: Clone + Send + Sync + 'static,
    S::Future: Send,
{
    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    let service = TowerToHyperService::new(service);
    let accept = async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let server = auto::Builder::new(TokioExecutor::new());
                server.serve_connection_with_upgrades(TokioIo::new(stream), service).await
            });
        }
    };
    thread::spawn(move || runtime.block_on(accept));
    address
}
