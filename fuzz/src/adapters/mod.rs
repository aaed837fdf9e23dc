//! Calls a handler behind a policy, with each adapter, without a socket and without a runtime. No future here waits.

mod actix;
mod engine;
mod hyper;
mod poem;
mod rocket;
mod salvo;
mod tower;

use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cors_policy::Policy;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};

/// A request, and the response of the handler if it is called.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) policy: &'static Policy,
    pub(crate) method: Method,
    pub(crate) request: Vec<Line>,
    pub(crate) status: u16,
    pub(crate) response: Vec<Line>,
    /// Whether the handler returns an error instead of the response.
    pub(crate) is_error: bool,
}

/// A header.
pub(crate) type Line = (HeaderName, HeaderValue);

/// The result of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Answer(Answer),
    /// The handler's error, before a server has turned it into a response.
    Error,
    /// The framework changes the request or the response, so there is nothing to compare.
    Changed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    /// Whether the handler was called.
    pub(crate) is_called: bool,
}

/// The lines of each name. Names are in lower case. The lines of a name keep their order; the order of the names is
/// lost in actix-web.
pub(crate) type Headers = BTreeMap<String, Vec<Vec<u8>>>;

/// All adapters by name, and how they handle errors.
pub(crate) const ADAPTERS: [(&str, Adapter, OnError); 7] = [
    ("engine", engine::call, OnError::Passes),
    ("tower", tower::call, OnError::Passes),
    ("hyper", hyper::call, OnError::Passes),
    ("actix-web", actix::call, OnError::BecomesResponse),
    ("rocket", rocket::call, OnError::BecomesResponse),
    ("poem", poem::call, OnError::BecomesResponse),
    ("salvo", salvo::call, OnError::BecomesResponse),
];

pub(crate) type Adapter = fn(&Exchange) -> Outcome;

/// How an adapter handles an error of the handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnError {
    /// The adapter passes the error on.
    Passes,
    /// The error becomes a response.
    BecomesResponse,
}

impl Exchange {
    /// The request in the types of `http`.
    fn http_request(&self) -> Request<()> {
        let mut request = Request::new(());
        *request.method_mut() = self.method.clone();
        *request.headers_mut() = map_of(&self.request);
        request
    }
}

pub(crate) fn map_of(lines: &[Line]) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in lines {
        map.append(name, value.clone());
    }
    map
}

/// All lines, grouped by name.
pub(crate) fn headers_of<'a>(lines: impl Iterator<Item = (&'a str, &'a [u8])>) -> Headers {
    let mut headers = Headers::new();
    for (name, value) in lines {
        headers.entry(name.to_owned()).or_default().push(value.to_owned());
    }
    headers
}

fn http_headers(map: &HeaderMap) -> Headers {
    headers_of(map.iter().map(|(name, value)| (name.as_str(), value.as_bytes())))
}

/// The result of a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("there is nothing to wait for"),
    }
}
