//! One call of a service with a policy in front of it: a preflight is answered, and for anything else the service is
//! called, and its response carries what was decided.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderValue, Request, Response};
use pin_project_lite::pin_project;

use crate::decision::preflight_status;
use crate::engine::Examined;
use crate::fields::Writer;
use crate::policy::Policy;

pin_project! {
    #[derive(Debug)]
    pub(crate) struct Call<F> {
        // The call of the service. None, if the request is a preflight.
        #[pin]
        inner: Option<F>,
        policy: &'static Policy,
        // None, when the call is done.
        examined: Option<Examined<HeaderValue>>,
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
        let examined = policy.examine_http(request.method(), request.headers());
        let inner = if examined.is_preflight() { None } else { Some(service(request)) };
        Self { inner, policy, examined: Some(examined) }
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
        const DONE: &str = "a future is not polled after it is done";
        let call = self.project();
        let policy = call.policy;
        let Some(inner) = call.inner.as_pin_mut() else {
            let examined = call.examined.take().expect(DONE);
            let mut response = Response::new(empty());
            *response.status_mut() = preflight_status(examined.denial);
            Writer::new(policy, response.headers_mut()).examined(examined);
            return Poll::Ready(Ok(response));
        };
        let mut response = ready!(inner.poll(cx))?;
        let examined = call.examined.take().expect(DONE);
        Writer::new(policy, response.headers_mut()).examined(examined);
        Poll::Ready(Ok(response.map(full)))
    }
}
