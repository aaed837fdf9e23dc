//! The policy in front of any [hyper](https://docs.rs/hyper) 1 service, over HTTP/1 and HTTP/2, without tower.
//!
//! [`Cors`] wraps a service. It answers preflights, and calls the inner service for every other request. The response
//! then has the CORS headers of the policy and no others. If the inner service returns an error, `Cors` returns the
//! same error: there is no response that could have headers, and hyper closes the connection.
//!
//! The response body of the inner service can have any type. It does not need an empty value, so a reverse proxy can
//! pass [`Incoming`](https://docs.rs/hyper/latest/hyper/body/struct.Incoming.html) through. For that reason the
//! responses of `Cors` have a [`Body`]: the inner body, or none in the answer to a preflight.
//!
//! [`Cors::select`] selects a policy for each request, by its host, its path, a header or an extension:
//! [`RequestView`](crate::RequestView).
//!
//! Put it outside of everything that answers requests by itself, especially authentication: a preflight carries no
//! credentials, and a page cannot read a 401 without CORS headers.

use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use hyper::service::Service;
use pin_project_lite::pin_project;

use super::future::{MiddlewareFuture, ResponseBody};
use super::shadow::ShadowDifference;
use super::source::Source;
use crate::observe::Refusal;
use crate::reference::IntoPolicyRef;
use crate::request::RequestView;

/// A service with a [`Policy`](crate::Policy) in front of it.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy::hyper::Cors;
/// use hyper::service::{Service, service_fn};
/// use hyper::{Request, Response};
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let service = Cors::new(
///     &API,
///     service_fn(|_| async { Ok::<_, std::io::Error>(Response::new("hello".to_owned())) }),
/// );
///
/// let request = Request::get("/").header("Origin", "https://app.example.com").body(String::new())?;
/// let response = service.call(request).await?;
/// assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # }).unwrap();
/// ```
///
/// To serve a connection with it, pass it to `serve_connection` of hyper's
/// [`http1`](https://docs.rs/hyper/latest/hyper/server/conn/http1/struct.Builder.html#method.serve_connection) or
/// [`http2`](https://docs.rs/hyper/latest/hyper/server/conn/http2/struct.Builder.html#method.serve_connection) server.
///
/// [Fetch, CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol)
#[derive(Clone, Debug)]
#[must_use = "a service does nothing until it is called"]
pub struct Cors<S> {
    source: Source,
    inner: S,
}

impl<S> Cors<S> {
    /// Puts the policy in front of `inner`.
    pub fn new(policy: impl IntoPolicyRef, inner: S) -> Self {
        Self { source: Source::fixed(policy), inner }
    }

    /// Selects a policy for each request: by its host, its path, a header or an extension.
    ///
    #[doc = include_str!("docs/select.md")]
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::{Policy, cors_policy};
    /// use cors_policy::hyper::Cors;
    ///
    /// cors_policy! {
    ///     static API = { origins: ["https://app.example.com"], credentials: true };
    ///     static CATALOGUE = { origins: any };
    /// }
    ///
    /// let service = Cors::select(
    ///     |request| -> Option<&'static Policy> {
    ///         Some(if request.path().starts_with("/catalogue/") { &CATALOGUE } else { &API })
    ///     },
    ///     ::hyper::service::service_fn(|_: http::Request<()>| async {
    ///         Ok::<_, std::io::Error>(http::Response::new(()))
    ///     }),
    /// );
    /// # _ = service;
    /// ```
    pub fn select<F, P>(select: F, inner: S) -> Self
    where
        F: Fn(&RequestView<'_>) -> Option<P> + Send + Sync + 'static,
        P: IntoPolicyRef,
    {
        Self { source: Source::selected(select), inner }
    }

    #[doc = include_str!("docs/on_refused.md")]
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::cors_policy;
    /// use cors_policy::hyper::Cors;
    ///
    /// cors_policy! {
    ///     static API = { origins: ["https://app.example.com"] };
    /// }
    ///
    /// let service = Cors::new(&API, ::hyper::service::service_fn(|_: http::Request<()>| async {
    ///     Ok::<_, std::io::Error>(http::Response::new(()))
    /// }))
    ///     .on_refused(|refusal| eprintln!("{}: {refusal}", refusal.reason().as_str()));
    /// ```
    pub fn on_refused(mut self, listener: impl Fn(&Refusal<'_>) + Send + Sync + 'static) -> Self {
        self.source = self.source.on_refused(listener);
        self
    }

    #[doc = include_str!("docs/own_origin.md")]
    ///
    /// ```
    /// # use cors_policy::cors_policy;
    /// # use cors_policy::hyper::Cors;
    /// # cors_policy! { static API = { origins: ["https://app.example.com"] }; }
    /// let service = Cors::new(&API, ::hyper::service::service_fn(|_: http::Request<()>| async {
    ///     Ok::<_, std::io::Error>(http::Response::new(()))
    /// }))
    ///     .on_refused(|refusal| eprintln!("{refusal}"))
    ///     .own_origin(|request| Some(format!("https://{}", request.header("X-Forwarded-Host")?)));
    /// ```
    pub fn own_origin(
        mut self,
        find: impl Fn(&RequestView<'_>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.source = self.source.own_origin(find);
        self
    }

    #[doc = include_str!("docs/shadow.md")]
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::cors_policy;
    /// use cors_policy::hyper::Cors;
    ///
    /// cors_policy! {
    ///     static API = { origins: ["https://*.example.com"], methods: [PUT, DELETE] };
    ///     static NEXT = { origins: ["https://app.example.com"], methods: [PUT] };
    /// }
    ///
    /// let service = Cors::new(&API, ::hyper::service::service_fn(|_: http::Request<()>| async {
    ///     Ok::<_, std::io::Error>(http::Response::new(()))
    /// }))
    ///     .shadow(&NEXT, |difference| eprintln!("{difference}"));
    /// # _ = service;
    /// ```
    pub fn shadow(
        mut self,
        policy: impl IntoPolicyRef,
        listener: impl Fn(&ShadowDifference<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.source = self.source.shadow(policy, listener);
        self
    }
}

impl<S, ReqBody, ResBody> Service<Request<ReqBody>> for Cors<S>
where
    S: Service<Request<ReqBody>, Response = Response<ResBody>>,
{
    type Response = Response<Body<ResBody>>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    #[inline]
    fn call(&self, request: Request<ReqBody>) -> Self::Future {
        MiddlewareFuture::new(&self.source, request, |request| self.inner.call(request))
    }
}

/// The future that [`Cors`] returns for a request.
pub type ResponseFuture<F> = MiddlewareFuture<F, BodyOrNone>;

/// A [`Body`]: that of the service, or none.
#[derive(Debug)]
pub enum BodyOrNone {}

impl<B> ResponseBody<B> for BodyOrNone {
    type Body = Body<B>;

    #[inline]
    fn empty() -> Body<B> {
        Body::none()
    }

    #[inline]
    fn full(body: B) -> Body<B> {
        body.into()
    }
}

pin_project! {
    /// The body of a response: that of the inner service, or none in the answer to a preflight.
    ///
    /// A middleware around [`Cors`] that answers some requests itself makes this body with `From`:
    ///
    /// ```
    /// use cors_policy::cors_policy;
    /// use cors_policy::hyper::{Body, Cors};
    /// use hyper::service::{Service, service_fn};
    /// use hyper::{Request, Response};
    ///
    /// cors_policy! {
    ///     static API = { origins: ["https://app.example.com"] };
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let api = Cors::new(
    ///     &API,
    ///     service_fn(|_| async { Ok::<_, std::io::Error>(Response::new("hello".to_owned())) }),
    /// );
    /// let service = service_fn(|request: Request<String>| async {
    ///     if request.uri().path() == "/health" {
    ///         return Ok(Response::new(Body::from("well".to_owned())));
    ///     }
    ///     api.call(request).await
    /// });
    ///
    /// let response = service.call(Request::get("/health").body(String::new())?).await?;
    /// assert_eq!(response.into_body().into_inner().as_deref(), Some("well"));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    #[derive(Clone, Copy, Debug)]
    pub struct Body<B> {
        #[pin]
        inner: Option<B>,
    }
}

impl<B> Body<B> {
    /// The body of a response that is no response of the inner service.
    pub(crate) const fn none() -> Self {
        Self { inner: None }
    }

    /// Returns the inner body, or `None` if this is the answer to a preflight.
    #[must_use]
    pub fn into_inner(self) -> Option<B> {
        self.inner
    }
}

/// Makes the body of a response that does not answer a preflight.
impl<B> From<B> for Body<B> {
    fn from(inner: B) -> Self {
        Self { inner: Some(inner) }
    }
}

/// Frames, trailers and the length are those of the inner body, so `Content-Length` stays the same.
impl<B: HttpBody> HttpBody for Body<B> {
    type Data = B::Data;
    type Error = B::Error;

    #[inline]
    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        match self.project().inner.as_pin_mut() {
            Some(body) => body.poll_frame(cx),
            None => Poll::Ready(None),
        }
    }

    #[inline]
    fn is_end_stream(&self) -> bool {
        self.inner.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    #[inline]
    fn size_hint(&self) -> SizeHint {
        self.inner.as_ref().map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}
