//! A service that cannot take a request: what it says of that comes through the policy.

use std::future::Ready;
use std::task::{Context, Poll, Waker};

use actix_web::dev::{ServiceRequest, ServiceResponse, Transform};
use actix_web::error::ErrorServiceUnavailable;
use cors_policy::tower::CorsLayer;
use http::{Request, Response};
use tower::Layer;

use crate::API;

/// A service that is never ready, or fails to be.
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
