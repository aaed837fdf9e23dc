//! The future of a service with a policy in front of it, for tower and hyper.
//!
//! It answers a preflight itself. For any other request it calls the service, and writes the CORS headers to its
//! response.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};
use pin_project_lite::pin_project;

use super::select::{RequestView, Source};
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
        // What the policy was selected by.
        selected_by: Vec<HeaderName>,
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
        let (policy, examined, selected_by) = match source {
            Source::Fixed(policy) => {
                let (policy, examined) = policy.examine_http(request.method(), request.headers());
                (policy, examined, Vec::new())
            }
            Source::Selected(selector) => {
                let view = RequestView::of(&request);
                let selected = selector.select(&view);
                let (policy, examined) = selected.examine_http(request.method(), request.headers());
                (policy, examined, view.into_read())
            }
        };
        let inner = if examined.kind == Kind::Preflight { None } else { Some(service(request)) };
        Self { inner, policy, examined, selected_by, is_done: false }
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
            write(call.policy, call.examined, call.selected_by, response.headers_mut());
            return Poll::Ready(Ok(response));
        };
        let result = ready!(inner.poll(cx));
        *call.is_done = true;
        let mut response = result?;
        write(call.policy, call.examined, call.selected_by, response.headers_mut());
        Poll::Ready(Ok(response.map(full)))
    }
}

#[inline]
fn write(
    policy: &'static Policy,
    examined: &mut Examined<HeaderValue>,
    selected_by: &[HeaderName],
    headers: &mut HeaderMap,
) {
    let writer = Writer::new(policy, headers);
    if selected_by.is_empty() {
        writer.write(examined);
    } else {
        writer.write_selected(examined, selected_by);
    }
}
