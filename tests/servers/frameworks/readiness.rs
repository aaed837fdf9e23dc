//! Services that are not ready to take a request: the policy forwards this state. And services that reserve something
//! for a request, but get none because the request is a preflight.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use actix_web::dev::{ServiceRequest, ServiceResponse, Transform};
use actix_web::error::ErrorServiceUnavailable;
use axum::Router;
use axum::body::Body;
use axum::routing::any;
use cors_policy::tower::CorsLayer;
use http::{Request, Response};
use tokio::runtime;
use tokio::sync::Semaphore;
use tokio::task::yield_now;
use tower::buffer::Buffer;
use tower::limit::{ConcurrencyLimit, GlobalConcurrencyLimitLayer};
use tower::{BoxError, Layer, ServiceExt, service_fn};

use crate::API;

/// A service that is never ready, or whose readiness check fails.
struct Busy {
    fails: bool,
}

impl tower::Service<Request<()>> for Busy {
    type Response = Response<()>;
    type Error = &'static str;
    type Future = Ready<Result<Response<()>, &'static str>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        if self.fails { Poll::Ready(Err("too busy")) } else { Poll::Pending }
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        unreachable!("a service is not called before it is ready")
    }
}

#[test]
fn tower_tells_whether_the_inner_service_is_ready() {
    let cx = &mut Context::from_waker(Waker::noop());
    for (fails, expected) in [(true, Poll::Ready(Err("too busy"))), (false, Poll::Pending)] {
        let mut service = CorsLayer::new(&API).layer(Busy { fails });
        assert_eq!(tower::Service::poll_ready(&mut service, cx), expected);
    }
}

impl actix_web::dev::Service<ServiceRequest> for Busy {
    type Response = ServiceResponse;
    type Error = actix_web::Error;
    type Future = Ready<Result<ServiceResponse, actix_web::Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        if self.fails {
            Poll::Ready(Err(ErrorServiceUnavailable("too busy")))
        } else {
            Poll::Pending
        }
    }

    fn call(&self, _: ServiceRequest) -> Self::Future {
        unreachable!("a service is not called before it is ready")
    }
}

#[test]
fn actix_tells_whether_the_inner_service_is_ready() {
    let cx = &mut Context::from_waker(Waker::noop());
    for (fails, is_ready) in [(true, true), (false, false)] {
        let service = cors_policy::actix::Cors::new(&API).new_transform(Busy { fails });
        let service = service.into_inner().expect("it is made at once");
        let result = actix_web::dev::Service::poll_ready(&service, cx);
        assert_eq!(matches!(result, Poll::Ready(Err(_))), is_ready);
        assert_eq!(result.is_pending(), !is_ready);
    }
}

#[test]
fn behind_a_buffer_a_preflight_keeps_a_permit_until_the_next_call() {
    block_on(async {
        let permit = Arc::new(Semaphore::new(1));
        let service =
            || Buffer::new(CorsLayer::new(&API).layer(limited(service_fn(hello), &permit)), 8);
        let (one, other) = (service(), service());
        assert_eq!(status(one.clone(), preflight()).await, 204);

        let waiting = tokio::spawn(status(other, get()));
        settle().await;
        assert!(!waiting.is_finished());
        assert_eq!(status(one, get()).await, 200);
        assert_eq!(waiting.await.unwrap(), 200);
    });
}

#[test]
fn a_limit_outside_of_the_policy_has_its_permit_back_after_a_preflight() {
    block_on(async {
        let permit = Arc::new(Semaphore::new(1));
        let service =
            || Buffer::new(limited(CorsLayer::new(&API).layer(service_fn(hello)), &permit), 8);
        assert_both_answer(service(), service()).await;
    });
}

#[test]
fn a_clone_for_each_request_gives_the_permit_back_after_a_preflight() {
    block_on(async {
        let permit = Arc::new(Semaphore::new(1));
        let service = || CorsLayer::new(&API).layer(limited(service_fn(hello), &permit));
        assert_both_answer(service(), service()).await;
        // A buffer reserves slots too.
        let service =
            || CorsLayer::new(&API).layer(Buffer::new(limited(service_fn(hello), &permit), 1));
        assert_both_answer(service(), service()).await;
    });
}

#[test]
fn axum_gives_the_permit_back_after_a_preflight() {
    block_on(async {
        let limit = GlobalConcurrencyLimitLayer::new(1);
        let mut app =
            Router::new().route("/", any("hello")).layer(limit).layer(CorsLayer::new(&API));
        for (request, expected) in [(preflight(), 204), (get(), 200), (preflight(), 204)] {
            let response = tower::Service::call(&mut app, request.map(|()| Body::empty()));
            assert_eq!(response.await.unwrap().status(), expected);
        }
    });
}

/// Sends requests to both in turns. If one kept its permit, the other would wait.
async fn assert_both_answer<S>(one: S, other: S)
where
    S: tower::Service<Request<()>, Response = Response<()>, Error: Into<BoxError>> + Clone,
    S: Send + 'static,
    S::Future: Send,
{
    for _ in 0..3 {
        for service in [&one, &other] {
            for (request, expected) in [(preflight(), 204), (get(), 200), (preflight(), 204)] {
                let answering = tokio::spawn(status(service.clone(), request));
                settle().await;
                assert!(answering.is_finished(), "it waits for a permit");
                assert_eq!(answering.await.unwrap(), expected);
            }
        }
    }
}

/// Sends a request to a clone of a service, as servers do.
async fn status<S>(service: S, request: Request<()>) -> u16
where
    S: tower::Service<Request<()>, Response = Response<()>, Error: Into<BoxError>>,
{
    service.oneshot(request).await.map_err(Into::into).unwrap().status().as_u16()
}

/// A service that takes a request only with a permit.
fn limited<S>(service: S, permit: &Arc<Semaphore>) -> ConcurrencyLimit<S> {
    ConcurrencyLimit::with_semaphore(service, Arc::clone(permit))
}

fn hello(_: Request<()>) -> Ready<Result<Response<()>, Infallible>> {
    ready(Ok(Response::new(())))
}

fn preflight() -> Request<()> {
    let request = Request::options("/").header("origin", "https://app.example.com");
    request.header("access-control-request-method", "PUT").body(()).unwrap()
}

fn get() -> Request<()> {
    Request::new(())
}

/// Lets every other task run until it waits. There is one thread, so this does not depend on time.
async fn settle() {
    for _ in 0..100 {
        yield_now().await;
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}
