//! hyper: the table over HTTP/1, and `:authority` over HTTP/2.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::thread;

use ::hyper::body::Incoming;
use ::hyper::client::conn::http2 as client;
use ::hyper::server::conn::{http1, http2};
use ::hyper::service::{Service, service_fn};
use cors_policy::hyper::Cors;
use http::{Request, Response, header};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

use super::{CUSTOMER, Customer, VARY, ask_with_two_hosts, handler_headers, run, select};
use crate::{NOTHING, assert_says};

#[test]
fn each_request_has_its_policy() {
    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    let cors = Cors::select(select(), service_fn(handle));
    let accept = async move {
        while let Ok((stream, _)) = listener.accept().await {
            let cors = cors.clone();
            let service = service_fn(move |request| cors.call(know_customer(request)));
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    };
    thread::spawn(move || runtime.block_on(accept));
    run(address);
    assert_says(&ask_with_two_hosts(address), 200, NOTHING);
}

async fn handle(request: Request<Incoming>) -> Result<Response<String>, Infallible> {
    let vary = request.headers().get(VARY).and_then(|vary| vary.to_str().ok());
    let response = handler_headers(vary)
        .fold(Response::builder(), |response, (name, value)| response.header(name, value));
    Ok(response.body(String::new()).expect("a response"))
}

fn know_customer(mut request: Request<Incoming>) -> Request<Incoming> {
    if let Some(customer) = request.headers().get(CUSTOMER).and_then(|text| text.to_str().ok()) {
        let customer = Customer(customer.to_owned());
        request.extensions_mut().insert(customer);
    }
    request
}

/// HTTP/2 has the host in the URL, and usually no `Host`.
#[test]
fn over_http2_the_authority_selects() {
    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    runtime.spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = Cors::select(select(), service_fn(handle));
            let server = http2::Builder::new(TokioExecutor::new());
            tokio::spawn(server.serve_connection(TokioIo::new(stream), service));
        }
    });
    for (authority, host, allowed) in [
        ("api.example.com", None, true),
        ("api.example.com:8443", None, true),
        ("API.example.COM", None, true),
        ("[::1]:8443", None, true),
        ("configured.example.com", None, true),
        ("other.example.com", None, false),
        ("api.example.com", Some("api.example.com"), true),
        ("api.example.com", Some("Api.example.com:443"), true),
        ("api.example.com", Some("other.example.com"), false),
        ("other.example.com", Some("api.example.com"), false),
        ("api.example.com", Some(""), false),
    ] {
        let response = runtime.block_on(send(address, authority, host));
        let found = response.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(found, allowed, "{authority}, {host:?}");
    }
}

async fn send(address: SocketAddr, authority: &str, host: Option<&str>) -> Response<Incoming> {
    let request = Request::get(format!("http://{authority}/by-host"));
    let request = request.header(header::ORIGIN, "https://app.example.com");
    let request = host.into_iter().fold(request, |request, host| request.header("host", host));
    let stream = TcpStream::connect(address).await.expect("the server listens");
    let handshake = client::handshake(TokioExecutor::new(), TokioIo::new(stream)).await;
    let (mut client, connection) = handshake.expect("the server speaks HTTP/2");
    tokio::spawn(connection);
    let request = request.body(String::new()).expect("a request");
    client.send_request(request).await.expect("the server answers")
}
