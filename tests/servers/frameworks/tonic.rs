//! tonic: gRPC for browsers, which is HTTP/1 with CORS.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::SocketAddr;
use std::task::{Context, Poll};
use std::thread;

use ::hyper::body::{Bytes, Frame};
use ::tonic::body::Body;
use ::tonic::server::NamedService;
use ::tonic::transport::Server;
use ::tonic::transport::server::TcpIncoming;
use cors_policy::cors_policy;
use cors_policy::tower::CorsLayer;
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::StreamBody;
use tokio::runtime::Runtime;
use tonic_web::GrpcWebLayer;
use tower::Service;

use crate::{APP, EVIL, assert_says, send};

cors_policy! {
    /// The headers that a gRPC-web client sends, and those that it must be able to read.
    static GRPC = {
        origins: ["https://app.example.com"],
        methods: [POST],
        request_headers: ["Content-Type", "X-Grpc-Web", "X-User-Agent", "Grpc-Timeout"],
        exposed_headers: ["Grpc-Status", "Grpc-Message"],
    };
}

const ALLOWED: &[&str] = &[
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: Grpc-Message, Grpc-Status",
    "vary: Origin",
];

const CALL: &str = "POST /test.Echo/Say";
const KIND: &str = "Content-Type: application/grpc-web";

#[test]
fn grpc_web_is_answered() {
    let response = send(serve(), CALL, &[APP, KIND], "\0\0\0\0\0");
    assert_says(&response, 200, ALLOWED);
    assert!(response.body.contains("grpc-status:0"), "{}", response.body);
}

#[test]
fn a_preflight_is_answered() {
    let preflight = ["Access-Control-Request-Method: POST", APP];
    let answered = [
        "access-control-allow-headers: Content-Type, Grpc-Timeout, X-Grpc-Web, X-User-Agent",
        "access-control-allow-methods: POST",
        "access-control-allow-origin: https://app.example.com",
        "vary: Origin",
    ];
    assert_says(&send(serve(), "OPTIONS /test.Echo/Say", &preflight, ""), 204, &answered);
}

#[test]
fn a_refused_origin_is_told_nothing() {
    assert_says(&send(serve(), CALL, &[EVIL, KIND], "\0\0\0\0\0"), 200, &["vary: Origin"]);
}

#[test]
fn errors_carry_the_headers() {
    let address = serve();
    let response = send(address, "POST /test.Nobody/Say", &[APP, KIND], "");
    assert_says(&response, 200, ALLOWED);
    assert!(response.headers.contains(&("grpc-status".to_owned(), "12".to_owned())));
    assert_says(&send(address, "GET /test.Echo/Say", &[APP], ""), 400, ALLOWED);
}

/// Serves the service until the tests end.
fn serve() -> SocketAddr {
    let runtime = Runtime::new().expect("a runtime");
    let any = "127.0.0.1:0".parse().expect("an address");
    let incoming = runtime.block_on(async { TcpIncoming::bind(any) }).expect("a free port");
    let address = incoming.local_addr().expect("an address");
    let server = Server::builder()
        .accept_http1(true)
        .layer(CorsLayer::new(&GRPC))
        .layer(GrpcWebLayer::new())
        .add_service(Echo)
        .serve_with_incoming(incoming);
    thread::spawn(move || runtime.block_on(server));
    address
}

/// A service like those that the code generator writes. It sends the message back.
#[derive(Clone)]
struct Echo;

impl NamedService for Echo {
    const NAME: &'static str = "test.Echo";
}

impl Service<Request<Body>> for Echo {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        let status = ("grpc-status".parse().expect("a name"), HeaderValue::from_static("0"));
        let frames = [
            Frame::data(Bytes::from_static(b"\0\0\0\0\0")),
            Frame::trailers(HeaderMap::from_iter([status])),
        ];
        let body = StreamBody::new(tokio_stream::iter(frames.map(Ok::<_, Infallible>)));
        let mut response = Response::new(Body::new(body));
        let kind = HeaderValue::from_static("application/grpc");
        response.headers_mut().insert("content-type", kind);
        ready(Ok(response))
    }
}
