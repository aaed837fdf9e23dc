//! The future of a service with a policy in front of it, for tower and hyper.
//!
//! It answers a preflight itself. For any other request it calls the service, and writes the CORS headers to its
//! response.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, header};
use pin_project_lite::pin_project;

use super::select::{RequestView, Source};
use crate::engine::{Kind, Verdict, preflight_status};
use crate::policy::Policy;
use crate::response::Writer;

pin_project! {
    #[derive(Debug)]
    pub(crate) struct MiddlewareFuture<F> {
        // The call of the service, or `None` if the request is a preflight.
        #[pin]
        inner: Option<F>,
        policy: &'static Policy,
        verdict: Verdict,
        // The request's `Origin`, if the answer repeats it.
        origin: Option<HeaderValue>,
        // The headers by which the policy was selected, if there are any.
        selected_by: Option<Box<[HeaderName]>>,
        is_done: bool,
    }
}

impl<F> MiddlewareFuture<F> {
    /// Decides about the request, and passes it to the service unless it is a preflight.
    #[inline]
    pub(crate) fn new<B>(
        source: &Source,
        request: Request<B>,
        service: impl FnOnce(Request<B>) -> F,
    ) -> Self {
        let (method, headers) = (request.method(), request.headers());
        let origin = headers.get(header::ORIGIN);
        let (policy, verdict, selected_by) = match source {
            Source::Fixed(policy) => {
                let (policy, verdict) = policy.examine_http(method, headers, origin);
                (policy, verdict, None)
            }
            Source::Selected(selector) => {
                let view = RequestView::of(&request);
                let (policy, verdict) =
                    selector.select(&view).examine_http(method, headers, origin);
                (policy, verdict, view.into_read())
            }
        };
        let origin = origin.filter(|_| verdict.repeats_origin()).cloned();
        let inner = if verdict.kind == Kind::Preflight { None } else { Some(service(request)) };
        Self { inner, policy, verdict, origin, selected_by, is_done: false }
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
            *response.status_mut() = preflight_status(call.verdict.denial());
            let writer = Writer::new(call.policy, response.headers_mut());
            write(writer, *call.verdict, call.origin, call.selected_by.as_deref());
            return Poll::Ready(Ok(response));
        };
        let result = ready!(inner.poll(cx));
        *call.is_done = true;
        let mut response = result?;
        let writer = Writer::new(call.policy, response.headers_mut());
        write(writer, *call.verdict, call.origin, call.selected_by.as_deref());
        Poll::Ready(Ok(response.map(full)))
    }
}

#[inline]
fn write(
    writer: Writer<'_, HeaderMap>,
    verdict: Verdict,
    origin: &mut Option<HeaderValue>,
    selected_by: Option<&[HeaderName]>,
) {
    match selected_by {
        None => writer.write(verdict, origin),
        Some(names) => writer.write_selected(verdict, origin, names),
    }
}
