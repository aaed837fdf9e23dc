//! The future of a service with a policy in front of it, for tower and hyper.
//!
//! It answers a preflight itself. For any other request it calls the service, and writes the CORS headers to its
//! response.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderValue, Request, Response};
use pin_project_lite::pin_project;

use crate::engine::{Examined, Kind, preflight_status};
use crate::policy::Policy;
use crate::response::Writer;

pin_project! {
    #[derive(Debug)]
    pub(crate) struct MiddlewareFuture<F> {
        // The call of the service, or `None` if the request is a preflight.
        #[pin]
        inner: Option<F>,
        policy: &'static Policy,
        examined: Examined<HeaderValue>,
        is_done: bool,
    }
}

impl<F> MiddlewareFuture<F> {
    /// Decides about the request, and passes it to the service unless it is a preflight.
    #[inline]
    pub(crate) fn new<B>(
        policy: &'static Policy,
        request: Request<B>,
        service: impl FnOnce(Request<B>) -> F,
    ) -> Self {
        let examined = policy.examine_http(request.method(), request.headers());
        let inner = if examined.kind == Kind::Preflight { None } else { Some(service(request)) };
        Self { inner, policy, examined, is_done: false }
    }

    /// Polls the call. The function `empty` makes the body for a preflight, and `full` makes any other body from that
    /// of the service.
    ///
    /// # Panics
    ///
    /// If it is polled again after it is done, like other futures.
    #[inline]
    pub(crate) fn poll<B, T, E>(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        empty: impl FnOnce() -> T,
        full: impl FnOnce(B) -> T,
    ) -> Poll<Result<Response<T>, E>>
    where
        F: Future<Output = Result<Response<B>, E>>,
    {
        let call = self.project();
        assert!(!*call.is_done, "a future is not polled after it is done");
        let Some(inner) = call.inner.as_pin_mut() else {
            *call.is_done = true;
            let mut response = Response::new(empty());
            *response.status_mut() = preflight_status(call.examined.denial);
            Writer::new(call.policy, response.headers_mut()).write(call.examined);
            return Poll::Ready(Ok(response));
        };
        let result = ready!(inner.poll(cx));
        *call.is_done = true;
        let mut response = result?;
        Writer::new(call.policy, response.headers_mut()).write(call.examined);
        Poll::Ready(Ok(response.map(full)))
    }
}
