//! The headers, written by hand: the least that a middleware for one policy can do, with nothing in it that could be
//! left out.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use tower_service::Service;

/// Answers for one origin and one kind of decision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Floor<S, D> {
    inner: S,
    /// What `Access-Control-Allow-Origin` says to an origin, if anything.
    decide: D,
    /// Whether several `Origin` lines are refused.
    counts_lines: bool,
    /// What is done to a response before.
    prepare: Prepare,
}

/// What is done to the headers of a response, before those of the policy are set.
type Prepare = fn(&mut HeaderMap);

impl<S, D: Fn(&HeaderValue) -> Option<HeaderValue> + Copy> Floor<S, D> {
    pub(crate) const fn new(inner: S, decide: D) -> Self {
        Self { inner, decide, counts_lines: false, prepare: vary }
    }

    /// With the duties of a middleware that does not know the handler or the client: it removes the headers that it
    /// answers for, adds `Origin` to `Vary` only if that does not name it, and refuses several `Origin` lines.
    pub(crate) const fn careful(inner: S, decide: D) -> Self {
        Self { inner, decide, counts_lines: true, prepare: strip_and_merge }
    }

    #[inline]
    fn begin<F>(
        &self,
        request: Request<()>,
        call: impl FnOnce(Request<()>) -> F,
    ) -> FloorFuture<F> {
        let headers = request.headers();
        let Some(origin) = headers.get(header::ORIGIN) else {
            return FloorFuture::Called {
                inner: call(request),
                allowed: None,
                prepare: self.prepare,
            };
        };
        let is_refused =
            self.counts_lines && headers.get_all(header::ORIGIN).iter().nth(1).is_some();
        let allowed = if is_refused { None } else { (self.decide)(origin) };
        if request.method() == Method::OPTIONS
            && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
        {
            return FloorFuture::Answered { allowed };
        }
        FloorFuture::Called { inner: call(request), allowed, prepare: self.prepare }
    }
}

/// Whether an origin is the only one that is allowed.
#[inline]
pub(crate) fn exact(origin: &HeaderValue) -> Option<HeaderValue> {
    const ORIGIN: HeaderValue = HeaderValue::from_static("https://tenant-00000.example.com");
    (origin.as_bytes() == b"https://tenant-00000.example.com").then_some(ORIGIN)
}

/// Whether an origin is one of three.
#[inline]
pub(crate) fn one_of_three(origin: &HeaderValue) -> Option<HeaderValue> {
    const ORIGINS: [HeaderValue; 3] = [
        HeaderValue::from_static("https://tenant-00000.example.com"),
        HeaderValue::from_static("https://tenant-00001.example.com"),
        HeaderValue::from_static("https://tenant-00002.example.com"),
    ];
    let [first, second, third] = ORIGINS;
    match origin.as_bytes() {
        b"https://tenant-00000.example.com" => Some(first),
        b"https://tenant-00001.example.com" => Some(second),
        b"https://tenant-00002.example.com" => Some(third),
        _ => None,
    }
}

/// Whether the only pattern covers an origin.
#[inline]
pub(crate) fn subdomain(origin: &HeaderValue) -> Option<HeaderValue> {
    let bytes = origin.as_bytes();
    (bytes.starts_with(b"https://") && bytes.ends_with(b".tenant-00000.example.com"))
        .then(|| origin.clone())
}

impl<S, D> Service<Request<()>> for Floor<S, D>
where
    S: Service<Request<()>, Response = Response<()>>,
    S::Future: Unpin,
    D: Fn(&HeaderValue) -> Option<HeaderValue> + Copy,
{
    type Response = Response<()>;
    type Error = S::Error;
    type Future = FloorFuture<S::Future>;

    #[inline]
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    #[inline]
    fn call(&mut self, request: Request<()>) -> Self::Future {
        let Self { decide, counts_lines, prepare, .. } = *self;
        Floor { inner: (), decide, counts_lines, prepare }
            .begin(request, |request| self.inner.call(request))
    }
}

impl<S, D> hyper::service::Service<Request<()>> for Floor<S, D>
where
    S: hyper::service::Service<Request<()>, Response = Response<()>>,
    S::Future: Unpin,
    D: Fn(&HeaderValue) -> Option<HeaderValue> + Copy,
{
    type Response = Response<()>;
    type Error = S::Error;
    type Future = FloorFuture<S::Future>;

    #[inline]
    fn call(&self, request: Request<()>) -> Self::Future {
        self.begin(request, |request| self.inner.call(request))
    }
}

/// A call of the service, or the answer to a preflight.
#[derive(Debug)]
pub(crate) enum FloorFuture<F> {
    Answered { allowed: Option<HeaderValue> },
    Called { inner: F, allowed: Option<HeaderValue>, prepare: Prepare },
}

impl<F, E> Future for FloorFuture<F>
where
    F: Future<Output = Result<Response<()>, E>> + Unpin,
{
    type Output = Result<Response<()>, E>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::Answered { allowed } => Poll::Ready(Ok(preflight(allowed.take()))),
            Self::Called { inner, allowed, prepare } => {
                let mut response = ready!(Pin::new(inner).poll(cx))?;
                prepare(response.headers_mut());
                write(response.headers_mut(), allowed.take());
                Poll::Ready(Ok(response))
            }
        }
    }
}

#[inline]
fn preflight(allowed: Option<HeaderValue>) -> Response<()> {
    let mut response = Response::new(());
    *response.status_mut() =
        if allowed.is_some() { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN };
    write_preflight(response.headers_mut(), allowed);
    response
}

/// The headers of the answer to a preflight, for frameworks whose responses are not those of `http`.
#[inline]
pub(crate) fn write_preflight(headers: &mut HeaderMap, allowed: Option<HeaderValue>) {
    headers.append(header::VARY, VARY);
    if let Some(origin) = allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    }
}

/// The headers of any other response, for the same frameworks.
#[inline]
pub(crate) fn write_actual(headers: &mut HeaderMap, allowed: Option<HeaderValue>) {
    vary(headers);
    write(headers, allowed);
}

fn vary(headers: &mut HeaderMap) {
    headers.append(header::VARY, VARY);
}

fn strip_and_merge(headers: &mut HeaderMap) {
    for name in CORS_HEADERS {
        headers.remove(name);
    }
    let says_it = |line: &HeaderValue| {
        line.to_str().is_ok_and(|line| {
            line.split(',')
                .any(|name| name.trim() == "*" || name.trim().eq_ignore_ascii_case("origin"))
        })
    };
    if !headers.get_all(header::VARY).iter().any(says_it) {
        vary(headers);
    }
}

#[inline]
fn write(headers: &mut HeaderMap, allowed: Option<HeaderValue>) {
    if let Some(origin) = allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
}

const CORS_HEADERS: [HeaderName; 6] = [
    header::ACCESS_CONTROL_ALLOW_ORIGIN,
    header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
    header::ACCESS_CONTROL_ALLOW_METHODS,
    header::ACCESS_CONTROL_ALLOW_HEADERS,
    header::ACCESS_CONTROL_MAX_AGE,
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
];
const VARY: HeaderValue = HeaderValue::from_static("Origin");
const TRUE: HeaderValue = HeaderValue::from_static("true");
const METHODS: HeaderValue = HeaderValue::from_static("DELETE, GET, POST, PUT");
const HEADERS: HeaderValue = HeaderValue::from_static("Authorization, Content-Type");
const EXPOSED: HeaderValue = HeaderValue::from_static("ETag, X-RateLimit-Remaining");
const MAX_AGE: HeaderValue = HeaderValue::from_static("7200");
