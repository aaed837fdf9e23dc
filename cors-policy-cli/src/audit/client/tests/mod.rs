//! The client with servers that behave well, and with servers that do not.

mod addresses;
mod certificate;
mod frames;
mod hostile_http2;
mod http1;
mod http2;
mod requests;
mod server;
mod tls;

use std::net::SocketAddr;
use std::time::Duration;

use http::{HeaderMap, Method};

use super::{Client, Failure};
use crate::audit::{Limits, Protocol, Request, Response};

/// A client that waits long enough for a slow machine.
fn client() -> Client {
    Client::new(&limits(PATIENCE)).unwrap()
}

/// A client whose time is soon over.
fn impatient() -> Client {
    Client::new(&limits(BRIEF)).unwrap()
}

const PATIENCE: Duration = Duration::from_secs(30);

const BRIEF: Duration = Duration::from_secs(1);

fn limits(request: Duration) -> Limits {
    Limits { requests: 1, total: Duration::MAX, request, delay: Duration::ZERO }
}

fn get(protocol: Protocol, url: &str) -> Request {
    Request { protocol, method: Method::GET, url: url.parse().unwrap(), headers: HeaderMap::new() }
}

/// A `GET` over HTTP/1 without TLS.
fn get_http1(server: SocketAddr) -> Request {
    get(Protocol::Http1, &format!("http://{server}/"))
}

/// A `GET` over HTTP/2 without TLS.
fn get_http2(server: SocketAddr) -> Request {
    get(Protocol::Http2, &format!("http://{server}/"))
}

/// The text of a failure, without bytes that can harm a terminal.
fn text_of(result: Result<Response, Failure>) -> String {
    let text = result.unwrap_err().to_string();
    assert!(text.chars().all(|c| !c.is_control()), "{text:?}");
    text
}
