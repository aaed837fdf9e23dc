//! hyper: bodies, errors, panics, streams and upgrades.

use std::convert::Infallible;
use std::error::Error;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::thread;

use ::hyper::body::{Body as _, Bytes, Frame, Incoming};
use ::hyper::client::conn::http2 as client;
use ::hyper::server::conn::{http1, http2};
use ::hyper::service::{Service, service_fn};
use cors_policy::hyper::{Body, Cors};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Full, StreamBody};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::socket;
use crate::{ALLOWED, ANSWERED, API, APP, PUT, REFUSED, assert_says, send, upgrade};

#[test]
fn a_body_is_that_of_the_service() {
    let service = service_fn(|request: Request<String>| async {
        let trailers = HeaderMap::from_iter([("x-sum".parse().unwrap(), "7".parse().unwrap())]);
        let body = Full::new(Bytes::from(request.into_body()));
        Ok::<_, Infallible>(Response::new(body.with_trailers(async { Some(Ok(trailers)) })))
    });
    let service = Cors::new(&API, service);
    block_on(async {
        let Ok(response) = service.call(Request::new("hello".to_owned())).await;
        assert!(!response.body().is_end_stream());
        let body = response.into_body().collect().await.unwrap();
        assert_eq!(body.trailers().unwrap()["x-sum"], "7");
        assert_eq!(body.to_bytes(), "hello");
    });
}

/// SECURITY.md promises this. Browsers read CORS headers only from the head of a response.
#[test]
fn headers_in_trailers_pass_and_those_in_the_head_do_not() {
    let forged = || HeaderMap::from_iter([(header::ACCESS_CONTROL_ALLOW_ORIGIN, STAR)]);
    let handler = move |_| async move {
        let body = Full::new(Bytes::from("hello")).with_trailers(async move { Some(Ok(forged())) });
        let mut response = Response::new(body);
        response.headers_mut().extend(forged());
        Ok::<_, Infallible>(response)
    };
    let response = block_on(async move {
        let (near, far) = tokio::io::duplex(64 * 1024);
        let service = Cors::new(&API, service_fn(handler));
        let server = http2::Builder::new(TokioExecutor::new());
        tokio::spawn(server.serve_connection(TokioIo::new(far), service));
        let client = client::handshake(TokioExecutor::new(), TokioIo::new(near)).await;
        let (mut client, connection) = client.expect("the server speaks HTTP/2");
        tokio::spawn(connection);
        let request = Request::get("http://test/").header("origin", "https://evil.example");
        let request = request.body(String::new()).expect("a request");
        let (head, body) = client.send_request(request).await.expect("a response").into_parts();
        Response::from_parts(head, body.collect().await.expect("a body"))
    });
    assert_eq!(response.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN), None);
    assert_eq!(response.body().trailers(), Some(&forged()));
}

#[test]
fn a_length_is_that_of_the_service() {
    let service = Cors::new(&API, service_fn(hello));
    block_on(async {
        let Ok(response) = service.call(Request::get("/").body(String::new()).unwrap()).await;
        assert_eq!(response.body().size_hint().exact(), Some(5));
        assert_eq!(response.into_body().into_inner().unwrap().size_hint().exact(), Some(5));
    });
}

#[test]
fn a_body_is_made_of_another() {
    let body: Body<_> = Full::new(Bytes::from("hello")).into();
    assert!(!body.is_end_stream());
    assert_eq!(body.size_hint().exact(), Some(5));
    assert_eq!(block_on(body.collect()).unwrap().to_bytes(), "hello");
    // Converting a `Body` into a `Body` wraps it once more.
    let twice = Body::from(Body::from("hello"));
    assert_eq!(twice.into_inner().and_then(Body::into_inner), Some("hello"));
}

#[test]
fn the_answer_to_a_preflight_has_no_body() {
    let service = Cors::new(&API, service_fn(hello));
    block_on(async {
        let request = Request::options("/").header("origin", "https://app.example.com");
        let request = request.header("access-control-request-method", "PUT");
        let Ok(response) = service.call(request.body(String::new()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert!(response.body().is_end_stream());
        assert_eq!(response.body().size_hint().exact(), Some(0));
        assert!(response.into_body().into_inner().is_none());
    });
}

#[test]
fn an_error_stays_an_error() {
    let fail = service_fn(|_: Request<String>| async {
        Err::<Response<String>, _>(io::Error::other("no luck"))
    });
    let service = Cors::new(&API, fail);
    let result = block_on(service.call(Request::new(String::new())));
    assert_eq!(result.unwrap_err().to_string(), "no luck");
}

#[test]
fn streams_heads_and_bodies_that_come_in_carry_the_headers() {
    let address = serve(|request: Request<Incoming>| async move {
        let parts = ["one", "two"].map(|part| Ok::<_, Infallible>(Frame::data(part.into())));
        Ok(Response::new(match request.uri().path() {
            "/stream" => StreamBody::new(tokio_stream::iter(parts)).map_err(never).boxed(),
            _ => request.into_body().map_err(Into::into).boxed(),
        }))
    });
    let response = send(address, "GET /stream", &[APP], "");
    assert_says(&response, 200, ALLOWED);
    assert_eq!(response.body, "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
    let response = send(address, "PUT /echo", &[APP], "hello");
    assert_says(&response, 200, ALLOWED);
    assert_eq!(response.body, "hello");
    assert_says(&send(address, "HEAD /stream", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /echo", &[APP, PUT], "a body"), 204, ANSWERED);
}

#[test]
fn a_connection_goes_on_after_a_preflight_with_a_body() {
    let address = serve(|_| async { Ok(Response::new(String::new())) });
    let preflight = format!(
        "OPTIONS / HTTP/1.1\r\nHost: test\r\n{APP}\r\n{PUT}\r\nContent-Length: 5\r\n\r\nhello"
    );
    let request = format!("GET / HTTP/1.1\r\nHost: test\r\n{APP}\r\nConnection: close\r\n\r\n");
    let response = socket::exchange(address, format!("{preflight}{request}").as_bytes());
    assert_says(&response, 204, ANSWERED);
    assert!(response.body.starts_with("HTTP/1.1 200 OK\r\n"), "{}", response.body);
}

#[test]
fn a_panic_ends_its_connection_and_no_other() {
    let address = serve(|request: Request<Incoming>| async move {
        assert_ne!(request.uri().path(), "/panic", "this is meant to be seen");
        Ok(Response::new(String::new()))
    });
    let mut stream = socket::connect(address);
    io::Write::write_all(&mut stream, b"GET /panic HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
    assert_eq!(io::Read::read_to_end(&mut stream, &mut Vec::new()).unwrap(), 0);
    assert_says(&send(address, "GET /", &["Origin: null"], ""), 200, REFUSED);
}

#[test]
fn an_upgrade_carries_the_headers_and_works() {
    let address = serve(|request: Request<Incoming>| async {
        tokio::spawn(async {
            let upgraded = ::hyper::upgrade::on(request).await.expect("the client upgrades");
            let (mut read, mut write) = tokio::io::split(TokioIo::new(upgraded));
            tokio::io::copy(&mut read, &mut write).await
        });
        let response = Response::builder().status(StatusCode::SWITCHING_PROTOCOLS);
        let response = response.header("connection", "upgrade").header("upgrade", "websocket");
        Ok(response.body(String::new())?)
    });
    let (response, body) = upgrade(address, "/");
    assert_says(&response, 101, ALLOWED);
    assert_eq!(body, "hello");
}

/// Serves a handler behind the policy, until the tests end.
fn serve<F, B>(handler: impl Fn(Request<Incoming>) -> F + Copy + Send + 'static) -> SocketAddr
where
    F: Future<Output = Result<Response<B>, Failure>> + Send + 'static,
    B: ::hyper::body::Body<Data = Bytes, Error: Into<Failure>> + Send + 'static,
{
    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    let accept = async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = Cors::new(&API, service_fn(handler));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            tokio::spawn(connection.with_upgrades());
        }
    };
    thread::spawn(move || runtime.block_on(accept));
    address
}

async fn hello(_: Request<String>) -> Result<Response<Full<Bytes>>, Infallible> {
    Ok(Response::new(Full::new(Bytes::from("hello"))))
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    Runtime::new().expect("a runtime").block_on(future)
}

fn never(never: Infallible) -> Failure {
    match never {}
}

type Failure = Box<dyn Error + Send + Sync>;

const STAR: HeaderValue = HeaderValue::from_static("*");
