//! The guard in front of actix-web services.

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{Error, HttpResponse};
use pin_project_lite::pin_project;

use super::origin_guard::OriginGuard;
use super::refused::NO_STORE;
use crate::request::RequestView;

/// An actix-web service behind an [`OriginGuard`].
#[derive(Clone, Debug)]
pub struct GuardedActix<S> {
    guard: OriginGuard,
    inner: S,
}

impl<S, B> Transform<S, ServiceRequest> for OriginGuard
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = GuardedActix<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, Self::InitError>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(GuardedActix { guard: self.clone(), inner }))
    }
}

impl<S, B> Service<ServiceRequest> for GuardedActix<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = ActixFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        if self.guard.check(&RequestView::of_actix(&request)).is_err() {
            let mut response = HttpResponse::Forbidden().finish();
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(NO_STORE));
            return ActixFuture {
                call: Call::Refused { response: Some(request.into_response(response)) },
            };
        }
        ActixFuture { call: Call::Called { inner: self.inner.call(request) } }
    }
}

pin_project! {
    /// The future that [`GuardedActix`] returns for a request.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless they are polled"]
    pub struct ActixFuture<F> {
        #[pin]
        call: Call<F>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = CallProjection]
    enum Call<F> {
        Called { #[pin] inner: F },
        Refused { response: Option<ServiceResponse> },
    }
}

impl<F, B> Future for ActixFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    /// # Panics
    ///
    /// If it is polled again after it is done, like other futures.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match self.project().call.project() {
            CallProjection::Called { inner } => {
                ready!(inner.poll(cx)).map(ServiceResponse::map_into_left_body)
            }
            CallProjection::Refused { response } => {
                let response = response.take().expect("a future is not polled after it is done");
                Ok(response.map_into_right_body())
            }
        })
    }
}
