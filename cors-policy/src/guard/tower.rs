//! The guard in front of tower services.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use super::origin_guard::OriginGuard;
use super::refused::refused;
use crate::request::RequestView;

/// A tower service behind an [`OriginGuard`].
#[derive(Clone, Debug)]
pub struct Guarded<S> {
    guard: OriginGuard,
    inner: S,
}

impl<S> Layer<S> for OriginGuard {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Guarded { guard: self.clone(), inner }
    }
}

impl<S, ReqBody, ResBody> Service<Request<ReqBody>> for Guarded<S>
where
    S: Service<Request<ReqBody>, Response = Response<ResBody>>,
    ResBody: Default,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = TowerFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<ReqBody>) -> Self::Future {
        let is_refused = self.guard.check(&RequestView::from(&request)).is_err();
        TowerFuture { inner: (!is_refused).then(|| self.inner.call(request)) }
    }
}

pin_project! {
    /// The future that [`Guarded`] returns for a request.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless they are polled"]
    pub struct TowerFuture<F> {
        // `None` if the request is refused.
        #[pin]
        inner: Option<F>,
    }
}

impl<F, B, E> Future for TowerFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
    B: Default,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().inner.as_pin_mut() {
            Some(inner) => inner.poll(cx),
            None => Poll::Ready(Ok(refused(B::default()))),
        }
    }
}
