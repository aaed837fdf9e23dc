//! The future of a service with a policy in front of it, for tower and hyper.
//!
//! It answers a preflight itself. For any other request it calls the service, and writes the CORS headers to its
//! response.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, header};
use pin_project_lite::pin_project;

use super::decided::Decided;
use super::source::Source;
use crate::engine::{Asked, Kind, Verdict, preflight_status};
use crate::policy::Policy;
use crate::request::RequestView;
use crate::response::Writer;

/// The body of a response, as the caller of an adapter gets it. `B` is the body of the service.
///
/// Public because of [`MiddlewareFuture`].
pub trait ResponseBody<B> {
    /// The type of the body.
    type Body;

    /// The body of the answer to a preflight.
    fn empty() -> Self::Body;

    /// The body of any other response.
    fn full(body: B) -> Self::Body;
}

pin_project! {
    /// The future that a service with a policy in front of it returns for a request.
    ///
    /// The public futures of the adapters are aliases of it. If they contained it, the compiler would build it and then move
    /// it into them, which takes 7 ns of a request.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless they are polled"]
    pub struct MiddlewareFuture<F, R> {
        #[pin]
        call: Call<F>,
        policy: &'static Policy,
        verdict: Verdict,
        // The request's `Origin`, if the answer repeats it.
        origin: Option<HeaderValue>,
        // The headers by which the policy was selected, if there are any.
        selected_by: Option<Box<[HeaderName]>>,
        is_done: bool,
        body: PhantomData<fn() -> R>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = CallProjection]
    enum Call<F> {
        Service { #[pin] inner: F },
        // The request is a preflight.
        Preflight,
        // The same, and the answer repeats what it asks for. This is a variant and not a field beside `origin`, so that
        // the futures of other policies do not become larger.
        Repeating { asked: Asked<HeaderValue> },
    }
}

impl<F, R> MiddlewareFuture<F, R> {
    /// Decides about the request, and passes it to the service unless it is a preflight.
    ///
    /// This function decides for declared policies itself, and [`of`](Self::of) has a separate `return` for each kind of
    /// answer. So the compiler keeps the decision in registers, and builds the future in its place.
    #[inline]
    pub(super) fn new<B>(
        source: &Source,
        request: Request<B>,
        service: impl FnOnce(Request<B>) -> F,
    ) -> Self {
        let (method, headers) = (request.method(), request.headers());
        if let Some(declared) = source.declared() {
            let origin = headers.get(header::ORIGIN);
            let verdict = declared.examine_http(method, headers, origin);
            let origin = origin.filter(|_| verdict.repeats_origin()).cloned();
            let policy = verdict.answered_by(declared);
            return Self::of(policy, verdict, origin, None, request, service);
        }
        #[cfg(feature = "configured")]
        if let Some(configured) = source.configured() {
            let origin = headers.get(header::ORIGIN);
            let (policy, verdict) = configured.examine_http(method, headers, origin);
            let origin = origin.filter(|_| verdict.repeats_origin()).cloned();
            return Self::of(policy, verdict, origin, None, request, service);
        }
        let view = || RequestView::from(&request);
        let Decided { policy, verdict, origin, selected_by } =
            Decided::about(source, method, headers, view);
        Self::of(policy, verdict, origin, selected_by, request, service)
    }

    /// Passes the request to the service, unless the decision is about a preflight.
    #[inline]
    fn of<B>(
        policy: &'static Policy,
        verdict: Verdict,
        origin: Option<HeaderValue>,
        selected_by: Option<Box<[HeaderName]>>,
        request: Request<B>,
        service: impl FnOnce(Request<B>) -> F,
    ) -> Self {
        let answer = |call| Self {
            call,
            policy,
            verdict,
            origin,
            selected_by,
            is_done: false,
            body: PhantomData,
        };
        if verdict.kind != Kind::Preflight {
            return answer(Call::Service { inner: service(request) });
        }
        match verdict.repeats(policy) {
            None => answer(Call::Preflight),
            Some(repeated) => {
                let asked = Asked::of_http(repeated, request.headers());
                answer(Call::Repeating { asked })
            }
        }
    }
}

impl<F, R, B, E> Future for MiddlewareFuture<F, R>
where
    F: Future<Output = Result<Response<B>, E>>,
    R: ResponseBody<B>,
{
    type Output = Result<Response<R::Body>, E>;

    /// # Panics
    ///
    /// If it is polled again after it is done, like other futures.
    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        assert!(!*this.is_done, "a future is not polled after it is done");
        let repeating = match this.call.project() {
            CallProjection::Service { inner } => {
                let result = ready!(inner.poll(cx));
                *this.is_done = true;
                let mut response = result?;
                let writer = Writer::new(this.policy, response.headers_mut());
                write(writer, this.selected_by.as_deref(), |writer| {
                    writer.write(*this.verdict, this.origin);
                });
                return Poll::Ready(Ok(response.map(R::full)));
            }
            CallProjection::Preflight => None,
            CallProjection::Repeating { asked } => Some(asked),
        };
        *this.is_done = true;
        let mut response = Response::new(R::empty());
        *response.status_mut() = preflight_status(this.verdict.denial());
        let writer = Writer::new(this.policy, response.headers_mut());
        match repeating {
            None => {
                write(writer, this.selected_by.as_deref(), |writer| {
                    writer.write(*this.verdict, this.origin);
                });
            }
            Some(asked) => {
                write_repeating(
                    writer,
                    *this.verdict,
                    this.origin,
                    this.selected_by.as_deref(),
                    asked,
                );
            }
        }
        Poll::Ready(Ok(response))
    }
}

#[cold]
fn write_repeating(
    writer: Writer<'_, HeaderMap>,
    verdict: Verdict,
    origin: &mut Option<HeaderValue>,
    selected_by: Option<&[HeaderName]>,
    asked: &mut Asked<HeaderValue>,
) {
    write(writer, selected_by, |writer| writer.write_repeating(verdict, origin, asked));
}

#[inline]
fn write<'a>(
    writer: Writer<'a, HeaderMap>,
    selected_by: Option<&[HeaderName]>,
    write: impl FnOnce(Writer<'a, HeaderMap>),
) {
    match selected_by {
        None => write(writer),
        Some(names) => writer.write_selected(names, write),
    }
}
