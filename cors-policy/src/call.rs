//! One call of a service with a policy in front of it: a preflight is answered, and for anything else the service is
//! called, and its response carries what was decided.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{Request, Response};
use pin_project_lite::pin_project;

use crate::decision::{Decision, Preflight};
use crate::policy::Policy;

pin_project! {
    #[derive(Debug)]
    #[project = CallProjection]
    pub(crate) enum Call<F> {
        // The service was not called.
        Answered { preflight: Option<Preflight> },
        // The service was called. Both options are taken when the call is done.
        Called { #[pin] inner: F, decision: Option<Decision> },
    }
}

impl<F> Call<F> {
    /// Decides about the request, and hands it to the service unless it is a preflight.
    #[inline]
    pub(crate) fn new<B>(
        policy: &'static Policy,
        request: Request<B>,
        service: impl FnOnce(Request<B>) -> F,
    ) -> Self {
        match policy.decide(request.method(), request.headers()) {
            Decision::Preflight(preflight) => Self::Answered { preflight: Some(preflight) },
            decision => Self::Called { inner: service(request), decision: Some(decision) },
        }
    }

    /// Polls the call. The body of a response is `empty` for a preflight, and otherwise what `full` makes of the
    /// service's.
    ///
    /// # Panics
    ///
    /// If it is polled again after it is done, as other futures do.
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
        match self.project() {
            CallProjection::Answered { preflight } => {
                let preflight = preflight.take().expect("a future is not polled after it is done");
                Poll::Ready(Ok(preflight.into_response(empty())))
            }
            CallProjection::Called { inner, decision } => {
                let mut response = ready!(inner.poll(cx))?;
                let decision = decision.take().expect("a future is not polled after it is done");
                decision.apply(response.headers_mut());
                Poll::Ready(Ok(response.map(full)))
            }
        }
    }
}
