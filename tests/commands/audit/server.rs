//! A server whose answers a test makes.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, mpsc};
use std::thread;

use http::header::{HeaderName, ORIGIN};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Version};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpListener;
use tokio::runtime::Builder as Runtime;

/// What a server is asked.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) version: Version,
    pub(crate) headers: HeaderMap,
}

/// What a server answers.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: &'static str,
    /// Closes the connection instead.
    pub(crate) is_hang_up: bool,
}

/// A running server. Its thread ends with the test.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
}

impl Asked {
    pub(crate) fn origin(&self) -> Option<&str> {
        self.headers.get(ORIGIN)?.to_str().ok()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(crate) fn is_options(&self) -> bool {
        self.method == Method::OPTIONS
    }

    pub(crate) fn is_preflight(&self) -> bool {
        self.is_options()
            && self.origin().is_some()
            && self.headers.contains_key("access-control-request-method")
    }
}

impl Reply {
    pub(crate) fn new(status: u16, body: &'static str) -> Self {
        let status = StatusCode::from_u16(status).expect("a status");
        Self { status, headers: HeaderMap::new(), body, is_hang_up: false }
    }

    /// Replaces a header.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(header_name(name), header_value(value));
        self
    }

    /// Adds a line.
    #[must_use]
    pub(crate) fn and(mut self, name: &str, value: &str) -> Self {
        self.headers.append(header_name(name), header_value(value));
        self
    }

    /// Removes a header.
    #[must_use]
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }
}

fn header_name(name: &str) -> HeaderName {
    name.parse().expect("a name")
}

fn header_value(value: &str) -> HeaderValue {
    value.parse().expect("a value")
}

impl Server {
    /// Starts a server for HTTP/1 and HTTP/2.
    pub(crate) fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let (sender, receiver) = mpsc::channel();
        let answer = Arc::new(answer);
        thread::spawn(move || {
            let runtime = Runtime::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
                sender.send(listener.local_addr().expect("an address")).expect("a test waits");
                loop {
                    let Ok((stream, _)) = listener.accept().await else { return };
                    let answer = Arc::clone(&answer);
                    tokio::spawn(async move {
                        let service = service_fn(move |request| {
                            let reply = serve(&*answer, &request);
                            async move { reply }
                        });
                        let connection = Builder::new(TokioExecutor::new());
                        // A reply that hangs up is an error here.
                        let _ = connection.serve_connection(TokioIo::new(stream), service).await;
                    });
                }
            });
        });
        Self { address: receiver.recv().expect("the server starts") }
    }

    /// The URL of the part of the server that has a page.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/users", self.address)
    }

    /// The port on which it listens.
    pub(crate) const fn port(&self) -> u16 {
        self.address.port()
    }
}

#[derive(Debug)]
struct HangUp;

impl std::error::Error for HangUp {}

impl std::fmt::Display for HangUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the server hangs up")
    }
}

fn serve(
    answer: &impl Fn(&Asked) -> Reply,
    request: &Request<Incoming>,
) -> Result<Response<Full<Bytes>>, HangUp> {
    let asked = Asked {
        method: request.method().clone(),
        path: request.uri().path().to_owned(),
        version: request.version(),
        headers: request.headers().clone(),
    };
    let reply = answer(&asked);
    if reply.is_hang_up {
        return Err(HangUp);
    }
    let body: Result<_, Infallible> = Ok(Full::from(reply.body));
    let Ok(body) = body;
    let mut response = Response::new(body);
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    Ok(response)
}
