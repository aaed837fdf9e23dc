//! A request, and what came back.

use std::fmt::{Display, Formatter, Result as FmtResult};
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};
use url::Url;

/// A request and its answer.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) request: Request,
    pub(crate) answer: Result<Response, Failure>,
}

/// A request. The value of a header that the user gave is [sensitive](http::HeaderValue::is_sensitive): no report shows it.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) protocol: Protocol,
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
}

/// The version of HTTP that a connection speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Protocol {
    Http1,
    /// With TLS, the server must agree by ALPN. Without, it must expect HTTP/2 ("prior knowledge").
    Http2,
}

/// A response, as it came. A header value can contain tabs and any bytes from 0x80, and no other control characters.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// At most [`MAX_BODY`](super::limits::MAX_BODY) bytes of the body.
    pub(crate) body: Vec<u8>,
}

/// Why there is no response. The texts in it are those of libraries and of this crate, never bytes of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The name of the host has no address.
    NoAddress(String),
    /// No address of the host accepts a connection.
    NoConnection(String),
    /// The certificate is not valid for the host, or the versions of TLS differ.
    Tls(String),
    /// The server does not speak this version of HTTP.
    NotSpoken(Protocol),
    /// No whole response arrived in this time.
    TimedOut(Duration),
    /// The headers of the response are longer than [`MAX_HEAD`](super::limits::MAX_HEAD), or there are too many.
    HeadTooLong,
    /// What arrived is not HTTP.
    NotHttp(String),
    /// The server closed the connection before the end of the headers.
    Closed,
}

impl Display for Protocol {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(match self {
            Self::Http1 => "HTTP/1.1",
            Self::Http2 => "HTTP/2",
        })
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        match self {
            Self::NoAddress(reason) => write!(f, "the host has no address: {reason}"),
            Self::NoConnection(reason) => write!(f, "no connection: {reason}"),
            Self::Tls(reason) => write!(f, "no TLS connection: {reason}"),
            Self::NotSpoken(protocol) => write!(f, "the server does not speak {protocol}"),
            Self::TimedOut(limit) => write!(f, "no whole response after {limit:?}"),
            Self::HeadTooLong => write!(
                f,
                "the headers of the response are longer than {} KiB, or there are more than 100",
                super::limits::MAX_HEAD / 1024
            ),
            Self::NotHttp(reason) => write!(f, "the response is not valid HTTP: {reason}"),
            Self::Closed => f.write_str("the server closed the connection without a response"),
        }
    }
}
