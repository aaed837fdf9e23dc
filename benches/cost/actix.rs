//! Measures the time that each middleware adds to an actix-web service.

use std::future::{Future, Ready, ready};
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use actix_web::{Error, HttpResponse};
use cors_policy::actix::Cors;
use criterion::Criterion;

use crate::policies::{self, EXACT_3, STRANGER, origin};
use crate::request::{self, Answer, Case};
use crate::table::{BY_HAND, NO_MIDDLEWARE, OURS, Table};
use crate::turns::{Contestant, WARM_UP, measure};

/// Every kind of request, to a policy with three origins.
pub(crate) fn cases(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to an actix-web service by a policy of 3 origins");
    for case in request::cases(&origin(0), STRANGER) {
        let inner = Handler { answer: case.answer };
        let contestants = vec![
            contestant(NO_MIDDLEWARE, inner, &case),
            contestant(BY_HAND, Floor { inner }, &case),
            contestant(OURS, built(Cors::new(&EXACT_3).new_transform(inner)), &case),
            contestant("`actix-cors`", built(policies::actix_cors(3).new_transform(inner)), &case),
        ];
        table.push(case.name, measure(criterion, "actix-web", case.name, contestants));
    }
    table
}

/// Calls a service many times with the same request.
fn contestant<'a, S, B>(name: &'static str, service: S, case: &'a Case) -> Contestant<'a>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'a,
{
    contestant_of_many(name, service, std::slice::from_ref(&case.request))
}

/// Calls a service many times, with one request after the other. The requests are made before the clock starts.
pub(crate) fn contestant_of_many<'a, S, B>(
    name: &'static str,
    service: S,
    requests: &'a [http::Request<()>],
) -> Contestant<'a>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'a,
{
    let mut all = requests.iter().cycle();
    Contestant::new(name, move |times| {
        let serve = |request| {
            let mut future = pin!(service.call(black_box(request)));
            let response = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(black_box(response).is_ready(), "no service here waits for anything");
        };
        let mut take = |times| all.by_ref().take(times).map(request_of).collect::<Vec<_>>();
        take(WARM_UP).into_iter().for_each(&serve);
        let requests = take(times);
        let start = Instant::now();
        requests.into_iter().for_each(serve);
        start.elapsed()
    })
}

/// The request, in the types of actix-web.
fn request_of(request: &http::Request<()>) -> ServiceRequest {
    let method = request.method().as_str().parse().expect("a method is one everywhere");
    let mut made = TestRequest::default().method(method);
    for (name, value) in request.headers() {
        made = made.append_header((name.as_str(), value.as_bytes()));
    }
    made.to_srv_request()
}

pub(crate) fn built<T, E: std::fmt::Debug>(transform: impl Future<Output = Result<T, E>>) -> T {
    match pin!(transform).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(built) => built.expect("the middleware can be built"),
        Poll::Pending => unreachable!("no middleware here waits for anything"),
    }
}

/// The service behind every middleware.
#[derive(Clone, Copy)]
pub(crate) struct Handler {
    pub(crate) answer: Answer,
}

impl Service<ServiceRequest> for Handler {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Ready<Result<ServiceResponse, Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        ready(Ok(request.into_response(response(self.answer))))
    }
}

/// The headers, written by hand in front of the handler.
#[derive(Clone, Copy)]
struct Floor {
    inner: Handler,
}

impl Service<ServiceRequest> for Floor {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = FloorFuture;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    #[inline]
    fn call(&self, request: ServiceRequest) -> Self::Future {
        let headers = request.headers();
        let Some(origin) = headers.get(header::ORIGIN) else {
            return FloorFuture::Called { inner: self.inner.call(request), is_allowed: false };
        };
        let is_allowed = origin.as_bytes() == ORIGIN.as_bytes();
        if request.method() == Method::OPTIONS
            && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
        {
            let response = request.into_response(preflight(is_allowed));
            return FloorFuture::Answered { response: Some(response) };
        }
        FloorFuture::Called { inner: self.inner.call(request), is_allowed }
    }
}

/// A call of the handler, or the answer to a preflight.
#[derive(Debug)]
enum FloorFuture {
    Answered { response: Option<ServiceResponse> },
    Called { inner: Ready<Result<ServiceResponse, Error>>, is_allowed: bool },
}

impl Future for FloorFuture {
    type Output = Result<ServiceResponse, Error>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::Answered { response } => {
                Poll::Ready(Ok(response.take().expect("a future is not polled after it is done")))
            }
            Self::Called { inner, is_allowed } => {
                let mut response = std::task::ready!(Pin::new(inner).poll(cx))?;
                write(response.headers_mut(), *is_allowed);
                Poll::Ready(Ok(response))
            }
        }
    }
}

fn preflight(is_allowed: bool) -> HttpResponse {
    if !is_allowed {
        let mut response = HttpResponse::new(StatusCode::FORBIDDEN);
        response.headers_mut().append(header::VARY, VARY);
        return response;
    }
    let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    headers.append(header::VARY, VARY);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN);
    headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    response
}

fn write(headers: &mut HeaderMap, is_allowed: bool) {
    headers.append(header::VARY, VARY);
    if is_allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN);
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
}

fn response(answer: Answer) -> HttpResponse {
    let mut response = HttpResponse::new(StatusCode::OK);
    if matches!(answer, Answer::Empty) {
        return response;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, JSON);
    headers.insert(header::CONTENT_LENGTH, LENGTH);
    if matches!(answer, Answer::Varying) {
        headers.append(header::VARY, ENCODING);
    }
    response
}

const ORIGIN: HeaderValue = HeaderValue::from_static("https://tenant-00000.example.com");
const VARY: HeaderValue = HeaderValue::from_static("Origin");
const TRUE: HeaderValue = HeaderValue::from_static("true");
const METHODS: HeaderValue = HeaderValue::from_static("DELETE, GET, POST, PUT");
const HEADERS: HeaderValue = HeaderValue::from_static("Authorization, Content-Type");
const EXPOSED: HeaderValue = HeaderValue::from_static("ETag, X-RateLimit-Remaining");
const MAX_AGE: HeaderValue = HeaderValue::from_static("7200");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const LENGTH: HeaderValue = HeaderValue::from_static("42");
const ENCODING: HeaderValue = HeaderValue::from_static("accept-encoding");
