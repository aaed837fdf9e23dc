//! What is allocated for a request: each adapter allocates exactly as much as setting the same headers by hand, wherever
//! the origins of the policy come from, and whether it is the only policy or selected by the request. And what configured
//! origins take.

mod configured;
mod poem;
mod rocket;
#[path = "../rocket_server.rs"]
mod rocket_server;
mod salvo;

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use allocation_counter::AllocationInfo;
use cors_policy::{
    Configured, Policy, PolicyRef, Refusal, RefusalReason, RequestView, cors_policy, hyper, tower,
};
use http::{HeaderMap, HeaderValue, Method, Request, Response, header};

cors_policy! {
    static API = {
        origins: ["https://app.example.com", "https://admin.example.com", "https://*.preview.example.com", "http://localhost:*"],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
        exposed_headers: ["ETag"],
        credentials: true,
        max_age: 2h,
    };

    static PUBLIC = { origins: any, exposed_headers: ["ETag"] };

    static ANY_REQUEST = {
        origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
        methods: any,
        request_headers: any,
        credentials: true,
        max_age: 2h,
    };

    static TWO_TIERS = {
        origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
        credentials: true,
        anyone_else: { exposed_headers: ["ETag"] },
    };

    /// The same as `API`, with one origin in source.
    static API_TEMPLATE = {
        origins: [configured, "https://app.example.com"],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
        exposed_headers: ["ETag"],
        credentials: true,
        max_age: 2h,
    };

    static PUBLIC_TEMPLATE = { origins: configured_or_any, exposed_headers: ["ETag"] };
}

/// The policy, and the same one with configured origins.
fn api() -> [PolicyRef; 2] {
    let configured =
        API_TEMPLATE.configure(["https://*.preview.example.com", "http://localhost:*", EXACT]);
    both(&API, configured.expect("origins"))
}

fn public() -> [PolicyRef; 2] {
    both(&PUBLIC, PUBLIC_TEMPLATE.configure(["*"]).expect("a star"))
}

fn both(declared: &'static Policy, configured: Configured) -> [PolicyRef; 2] {
    // The first request of each thread to any configured policy allocates what belongs to the thread.
    assert_eq!(configured.allows("https://evil.example"), declared.allows("https://evil.example"));
    [declared.into(), configured.into()]
}

#[test]
fn an_actual_request_allocates_what_its_headers_do() {
    for origin in ORIGINS {
        // With some of these numbers the header map of the response must grow, and with others it does not.
        for already in 0..14 {
            let by_hand = || {
                let request = request(&Method::GET, Some(origin));
                allocated(|| {
                    let value = request.headers()["origin"].clone();
                    drop(request);
                    let mut response = respond(already);
                    write_actual(response.headers_mut(), value);
                    response
                })
            };
            let request = || request(&Method::GET, Some(origin));
            assert_same(&api(), request, already, by_hand);
        }
    }
}

#[test]
fn a_preflight_allocates_what_its_headers_do() {
    for origin in ORIGINS {
        let by_hand = || {
            let request = request(&Method::OPTIONS, Some(origin));
            allocated(|| {
                let value = request.headers()["origin"].clone();
                drop(request);
                let mut response = Response::new(());
                let (methods, names) = ("GET, PUT", "Content-Type");
                let [methods, names] = [methods, names].map(HeaderValue::from_static);
                write_preflight(response.headers_mut(), value, methods, names);
                response
            })
        };
        assert_same(&api(), || request(&Method::OPTIONS, Some(origin)), 0, by_hand);
    }
}

#[test]
fn a_preflight_whose_answer_repeats_it_allocates_what_its_headers_do() {
    for origin in ORIGINS {
        let request = || {
            let mut request = request(&Method::OPTIONS, Some(origin));
            for (name, value) in [
                (header::ACCESS_CONTROL_REQUEST_METHOD, "PATCH"),
                (header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type"),
            ] {
                let value = HeaderValue::try_from(value).expect("it is a value");
                request.headers_mut().insert(name, value.clone());
            }
            request
        };
        let by_hand = || {
            let request = request();
            allocated(|| {
                let value = |name: &str| request.headers()[name].clone();
                let (origin, method) = (value("origin"), value("access-control-request-method"));
                let names = value("access-control-request-headers");
                drop(request);
                let mut response = Response::new(());
                let headers = response.headers_mut();
                write_preflight(headers, origin, method, names);
                response
            })
        };
        assert_same(&[PolicyRef::from(&ANY_REQUEST)], request, 0, by_hand);
    }
}

#[test]
fn a_refused_request_allocates_what_vary_does() {
    for already in 0..14 {
        for origin in [None, Some("https://evil.example"), Some("https://app.example.com:1")] {
            let by_hand = || {
                let request = request(&Method::GET, origin);
                allocated(|| {
                    drop(request);
                    let mut response = respond(already);
                    response.headers_mut().append(header::VARY, VARY);
                    response
                })
            };
            assert_same(&api(), || request(&Method::GET, origin), already, by_hand);
        }
    }
}

#[test]
fn a_public_resource_allocates_what_its_headers_do() {
    for already in 0..14 {
        let by_hand = || {
            let request = request(&Method::GET, None);
            allocated(|| {
                drop(request);
                let mut response = respond(already);
                let headers = response.headers_mut();
                headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
                headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, ETAG);
                response
            })
        };
        assert_same(&public(), || request(&Method::GET, None), already, by_hand);
    }
}

#[test]
fn anyone_else_allocates_what_the_headers_do() {
    for already in 0..14 {
        for origin in [None, Some("https://evil.example"), Some("null")] {
            let by_hand = || {
                let request = request(&Method::GET, origin);
                allocated(|| {
                    drop(request);
                    let mut response = respond(already);
                    let (headers, star) = (response.headers_mut(), HeaderValue::from_static("*"));
                    headers.append(header::VARY, VARY);
                    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, star);
                    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, ETAG);
                    response
                })
            };
            let policies = [PolicyRef::from(&TWO_TIERS)];
            assert_same(&policies, || request(&Method::GET, origin), already, by_hand);
        }
    }
}

/// Asserts that each adapter allocates as much for the request as `by_hand` does, with each policy.
fn assert_same(
    policies: &[PolicyRef],
    request: impl Fn() -> Request<()>,
    already: usize,
    by_hand: impl Fn() -> AllocationInfo,
) {
    let expected = by_hand();
    for (index, policy) in policies.iter().enumerate() {
        let handler = Handler { already };
        let selected = policy.clone();
        // It reads no header, because `Vary` would have it.
        let select = move |view: &RequestView<'_>| {
            (view.host().is_none() && view.path() == "/" && view.extension::<u8>().is_none())
                .then(|| selected.clone())
        };
        for (kind, mut tower, hyper) in [
            ("fixed", tower::Cors::new(policy, handler), hyper::Cors::new(policy, handler)),
            (
                "selected",
                tower::Cors::select(select.clone(), handler),
                hyper::Cors::select(select, handler),
            ),
            // A listener that reads the reason and no text allocates nothing either.
            (
                "observed",
                tower::Cors::new(policy, handler).on_refused(count),
                hyper::Cors::new(policy, handler).on_refused(count),
            ),
        ] {
            // To see whether the answer can repeat something, it is listed first.
            let is_repeated = request().headers().contains_key(ASKED);
            if kind == "observed" && is_repeated {
                continue;
            }
            let one = request();
            let by_tower = allocated(|| finish(tower_service::Service::call(&mut tower, one)));
            let one = request();
            let by_hyper = allocated(|| finish(::hyper::service::Service::call(&hyper, one)));
            for (adapter, found) in [("tower", by_tower), ("hyper", by_hyper)] {
                assert_eq!(
                    (found.count_total, found.bytes_total),
                    (expected.count_total, expected.bytes_total),
                    "{adapter}, {kind} policy {index}, beside {already} headers, {:?}",
                    request()
                );
            }
        }
    }
}

fn count(refusal: &Refusal<'_>) {
    assert_eq!(refusal.reason(), RefusalReason::NotListed);
}

const ASKED: http::HeaderName = header::ACCESS_CONTROL_REQUEST_HEADERS;

/// Each kind of entry allows one of these.
const ORIGINS: [&str; 4] =
    ["https://app.example.com", "https://pr-7.preview.example.com", "http://localhost:3000", EXACT];
const EXACT: &str = "https://admin.example.com";

fn allocated<T>(run: impl FnOnce() -> T) -> AllocationInfo {
    allocation_counter::measure(|| drop(run()))
}

fn finish<T>(future: impl Future<Output = Result<T, Infallible>>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(response)) => response,
        Poll::Pending => unreachable!("the handler is ready at once"),
    }
}

fn request(method: &Method, origin: Option<&str>) -> Request<()> {
    let mut request = Request::new(());
    *request.method_mut() = method.clone();
    if let Some(origin) = origin {
        let value = HeaderValue::try_from(origin).expect("an origin is a value");
        // The first clone of a value allocates a reference counter, unless a server has read the value from a request.
        // So this first clone is made here.
        request.headers_mut().insert(header::ORIGIN, value.clone());
    }
    if method == Method::OPTIONS {
        let value = HeaderValue::from_static("PUT");
        request.headers_mut().insert(header::ACCESS_CONTROL_REQUEST_METHOD, value);
    }
    request
}

/// A response with this number of headers.
fn respond(already: usize) -> Response<()> {
    let mut response = Response::new(());
    for name in NAMES.iter().take(already) {
        response.headers_mut().insert(*name, HeaderValue::from_static("x"));
    }
    response
}

fn write_actual(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.append(header::VARY, VARY);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, ETAG);
}

fn write_preflight(
    headers: &mut HeaderMap,
    origin: HeaderValue,
    methods: HeaderValue,
    names: HeaderValue,
) {
    headers.append(header::VARY, VARY);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
}

const VARY: HeaderValue = HeaderValue::from_static("Origin");
const ETAG: HeaderValue = HeaderValue::from_static("ETag");

/// The handler behind the adapters.
#[derive(Clone, Copy)]
struct Handler {
    /// The number of headers in its responses.
    already: usize,
}

impl tower_service::Service<Request<()>> for Handler {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<()>) -> Self::Future {
        drop(request);
        ready(Ok(respond(self.already)))
    }
}

impl ::hyper::service::Service<Request<()>> for Handler {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn call(&self, request: Request<()>) -> Self::Future {
        drop(request);
        ready(Ok(respond(self.already)))
    }
}

const NAMES: [&str; 14] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"];
