//! WebSockets over HTTP/2: an extended `CONNECT`.

use std::convert::Infallible;
use std::net::SocketAddr;

use ::axum::Router;
use ::axum::routing::any;
use ::hyper::body::Incoming;
use ::hyper::client::conn::http2 as client;
use ::hyper::ext::Protocol;
use ::hyper::server::conn::http2;
use ::hyper::service::service_fn;
use http::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::runtime::Runtime;

use super::axum::listen;
use super::guard;

/// The origin of the page, and the status of the answer.
const CASES: [(Option<&str>, u16); 6] = [
    (None, 200),
    (Some("https://api.example.com"), 200),
    (Some("https://app.example.com"), 200),
    (Some("https://pr-7.preview.example.com"), 200),
    (Some("https://evil.example"), 403),
    (Some("null"), 403),
];

#[test]
fn hyper_refuses_pages_of_other_origins() {
    let handler = service_fn(|request: Request<Incoming>| async move {
        assert_eq!(request.extensions().get::<Protocol>().map(Protocol::as_str), Some("websocket"));
        Ok::<_, Infallible>(Response::new(String::new()))
    });
    let service = guard().around(handler);
    let address = listen(|listener| async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut server = http2::Builder::new(TokioExecutor::new());
            server.enable_connect_protocol();
            tokio::spawn(server.serve_connection(TokioIo::new(stream), service.clone()));
        }
    });
    assert_cases(address);
}

#[test]
fn axum_refuses_pages_of_other_origins() {
    let app = Router::new().fallback(any(|| async {})).layer(guard());
    let address = listen(|listener| async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut server = http2::Builder::new(TokioExecutor::new());
            server.enable_connect_protocol();
            let service = TowerToHyperService::new(app.clone());
            tokio::spawn(server.serve_connection(TokioIo::new(stream), service));
        }
    });
    assert_cases(address);
}

fn assert_cases(address: SocketAddr) {
    let runtime = Runtime::new().expect("a runtime");
    for (origin, status) in CASES {
        assert_eq!(runtime.block_on(open(address, origin)).as_u16(), status, "{origin:?}");
    }
}

async fn open(address: SocketAddr, origin: Option<&str>) -> StatusCode {
    let stream = TokioIo::new(TcpStream::connect(address).await.expect("the server listens"));
    let handshake = client::Builder::new(TokioExecutor::new()).handshake(stream).await;
    let (mut client, connection) = handshake.expect("HTTP/2");
    tokio::spawn(connection);
    // The client knows only after the server's settings that it may send an extended `CONNECT`.
    client.ready().await.expect("a connection");
    let mut request = Request::builder()
        .method(Method::CONNECT)
        .uri("https://api.example.com/socket")
        .extension(Protocol::from_static("websocket"));
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    let request = request.body(String::new()).expect("a request");
    client.send_request(request).await.expect("an answer").status()
}
