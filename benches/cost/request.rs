//! Requests, and the handlers that answer them.

use http::{HeaderValue, Method, Request, Response, header};

/// A request, and the handler's answer.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) request: Request<()>,
    pub(crate) answer: Answer,
}

/// The answer of a handler.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// No headers and no body. This is the baseline for a preflight, so it is as cheap as possible.
    Empty,
    /// The headers of a JSON response.
    Ordinary,
    /// The same, with a line of `Vary`.
    Varying,
    /// The same, with 200 lines of `Vary`.
    VaryingMuch,
}

/// One case for each path of a request.
pub(crate) fn cases(allowed: &str, refused: &str) -> Vec<Case> {
    let names = "x-a, ".repeat(16 * 1024 / 5) + "x-b";
    vec![
        case("allowed", actual(allowed), Answer::Ordinary),
        case("refused", actual(refused), Answer::Ordinary),
        case("no `Origin`", without_origin(), Answer::Ordinary),
        case("allowed, the handler sets `Vary`", actual(allowed), Answer::Varying),
        case("preflight, allowed", preflight(allowed, "content-type"), Answer::Empty),
        case("preflight, refused", preflight(refused, "content-type"), Answer::Empty),
        case(
            "preflight, allowed, asks for 16 KiB of names",
            preflight(allowed, &names),
            Answer::Empty,
        ),
    ]
}

pub(crate) const fn case(name: &'static str, request: Request<()>, answer: Answer) -> Case {
    Case { name, request, answer }
}

/// The request of a browser, without the headers that no middleware here reads.
pub(crate) fn without_origin() -> Request<()> {
    let mut request = Request::new(());
    let headers = request.headers_mut();
    for (name, value) in [
        (header::HOST, "api.example.com"),
        (
            header::USER_AGENT,
            "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
        ),
        (header::ACCEPT, "*/*"),
        (header::ACCEPT_ENCODING, "gzip, deflate, br, zstd"),
    ] {
        headers.insert(name, value_of(value));
    }
    request
}

pub(crate) fn actual(origin: &str) -> Request<()> {
    let mut request = without_origin();
    request.headers_mut().insert(header::ORIGIN, value_of(origin));
    request
}

pub(crate) fn preflight(origin: &str, names: &str) -> Request<()> {
    let mut request = actual(origin);
    *request.method_mut() = Method::OPTIONS;
    let headers = request.headers_mut();
    headers.insert(header::ACCESS_CONTROL_REQUEST_METHOD, value_of("PUT"));
    headers.insert(header::ACCESS_CONTROL_REQUEST_HEADERS, value_of(names));
    request
}

/// Makes a header value like the one that a server reads: a clone does not copy the bytes, but counts references.
pub(crate) fn value_of(text: &str) -> HeaderValue {
    let value = HeaderValue::try_from(text).expect("this is a header value");
    // The first clone allocates the counter.
    drop(value.clone());
    value
}

impl Answer {
    #[inline]
    pub(crate) fn response(self) -> Response<()> {
        let mut response = Response::new(());
        if matches!(self, Self::Empty) {
            return response;
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, JSON);
        headers.insert(header::CONTENT_LENGTH, LENGTH);
        let lines = match self {
            Self::Varying => 1,
            Self::VaryingMuch => 200,
            Self::Empty | Self::Ordinary => 0,
        };
        for _ in 0..lines {
            headers.append(header::VARY, ENCODING);
        }
        response
    }
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const LENGTH: HeaderValue = HeaderValue::from_static("42");
const ENCODING: HeaderValue = HeaderValue::from_static("accept-encoding");
