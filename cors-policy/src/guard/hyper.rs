//! The guard in front of hyper services.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{Request, Response};
use hyper::service::Service;
use pin_project_lite::pin_project;

use super::origin_guard::OriginGuard;
use super::refused::refused;
use crate::adapters::hyper::Body;
use crate::request::RequestView;

/// A hyper service behind an [`OriginGuard`].
#[derive(Clone, Debug)]
#[must_use = "a service does nothing until it is called"]
pub struct GuardedHyper<S> {
    guard: OriginGuard,
    inner: S,
}

impl OriginGuard {
    /// Puts the guard in front of a hyper service. The body of a response is that of `inner`, or none if the request is
    /// refused.
    pub fn around<S>(self, inner: S) -> GuardedHyper<S> {
        GuardedHyper { guard: self, inner }
    }
}

impl<S, ReqBody, ResBody> Service<Request<ReqBody>> for GuardedHyper<S>
where
    S: Service<Request<ReqBody>, Response = Response<ResBody>>,
{
    type Response = Response<Body<ResBody>>;
    type Error = S::Error;
    type Future = HyperFuture<S::Future>;

    fn call(&self, request: Request<ReqBody>) -> Self::Future {
        let is_refused = self.guard.check(&RequestView::from(&request)).is_err();
        HyperFuture { inner: (!is_refused).then(|| self.inner.call(request)) }
    }
}

pin_project! {
    /// The future that [`GuardedHyper`] returns for a request.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless they are polled"]
    pub struct HyperFuture<F> {
        // `None` if the request is refused.
        #[pin]
        inner: Option<F>,
    }
}

impl<F, B, E> Future for HyperFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    type Output = Result<Response<Body<B>>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match self.project().inner.as_pin_mut() {
            Some(inner) => ready!(inner.poll(cx)).map(|response| response.map(Body::from)),
            None => Ok(refused(Body::none())),
        })
    }
}
