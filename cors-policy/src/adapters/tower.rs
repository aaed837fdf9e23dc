//! The policy in front of any [tower](https://docs.rs/tower) service, for example axum, tonic or lambda_http.
//!
//! [`CorsLayer`] wraps services, and [`Cors`] is the wrapped service. It answers preflights, and calls the inner
//! service for every other request. The response then has the CORS headers of the policy and no others. If the inner
//! service returns an error, `Cors` returns the same error: there is no response that could have headers.
//!
//! # Where the layer belongs
//!
//! Put it outside of everything that answers requests by itself, especially authentication: a preflight carries no
//! credentials, and a page cannot read a 401 without CORS headers. Compression, tracing and limits can be outside or
//! inside. The answers of an outer layer have no CORS headers, so put a limit inside if a page must read its answer.
//!
//! With axum, call [`Router::layer`](https://docs.rs/axum/latest/axum/struct.Router.html#method.layer) last. The table
//! shows what happens with other places:
//!
//! | where | what happens |
//! | --- | --- |
//! | `Router::layer`, called last | every response has the headers: also a 404, a 405 and the error of an extractor |
//! | `Router::layer`, and routes added after it | those routes have no policy |
//! | `nest_service("/api", router)`, and `Router::layer` on that router | `/api`, `/api/` and everything below have the policy: also the 404s |
//! | `nest("/api", router)`, and `Router::layer` on that router | its routes have the policy. A 404 below its path has it only if the router has a `fallback`, and the 404 of `/api/` never has it |
//! | `Router::layer` on each of two merged routers | each route has the policy of its router |
//! | `Router::route_layer` | a path that does not exist gets a 404 without the headers, also for a preflight |
//! | `MethodRouter::layer` | the path has the policy: also its 405 |
//! | `MethodRouter::route_layer` | preflights get a 405, because no route has the method `OPTIONS` |
//! | inside of authentication | preflights get a 401, and no page of another origin can use the service |
//! | inside of another `CorsLayer` | the outer policy applies, and removes the headers of the inner one |
//!
//! If a handler panics, a layer that catches the panic answers, for example
//! [`CatchPanicLayer`](https://docs.rs/tower-http/latest/tower_http/catch_panic/struct.CatchPanicLayer.html). Put it
//! inside, so that its answer has the CORS headers.
//!
//! With tonic, call
//! [`Server::layer`](https://docs.rs/tonic/latest/tonic/transport/server/struct.Server.html#method.layer) with this
//! layer before you call it with `GrpcWebLayer`, because in tonic the first layer is the outermost. The policy must let
//! pages send `Content-Type`, `X-Grpc-Web` and `X-User-Agent`, and read `Grpc-Status` and `Grpc-Message`. With
//! lambda_http, wrap the service that you pass to `run`. The API gateway must not be configured to add CORS headers
//! too.
//!
//! With warp, put the layer around [`warp::service`](https://docs.rs/warp/latest/warp/fn.service.html), which makes one tower
//! service of all filters. It then covers *rejections* too: the 404, 405 and 400 that warp makes after all filters have run. A filter
//! cannot do that. [The guide](crate::guide::from_warp) has the lines that serve it.
//!
//! # Several policies
//!
//! [`CorsLayer::select`] selects a policy for each request, by its host, its path, a header or an extension:
//! [`RequestView`](crate::RequestView). Put a middleware that sets the extension outside of the layer. If each part of an
//! application is a router of its own, give each one its own layer instead.
//!
//! # Readiness
//!
//! [`Cors`] is ready when the inner service is ready, because nobody knows in advance whether the next request is a
//! preflight. A preflight does not call the inner service. So the inner service keeps what it reserved in `poll_ready`,
//! like the permit of a `ConcurrencyLimit` or a slot of a `Buffer`, until its next call or until it is dropped. Tower
//! has no way to give it back.
//!
//! This matters only if one [`Cors`] takes many requests. axum, and hyper-util for other services on tower, clone the
//! service for each request, and drop the clone. A `Buffer` keeps one service. Suppose two buffers share a limit of 1:
//! if the service of one has answered a preflight, the other waits until the first is called again.
//!
//! | layers, outermost first | after a preflight |
//! | --- | --- |
//! | `Buffer`, [`CorsLayer`], `ConcurrencyLimit` | the permit is kept until the next call: do not share the limit |
//! | `Buffer`, `ConcurrencyLimit`, [`CorsLayer`] | the permit is free: a preflight takes it, and gives it back |
//! | [`CorsLayer`], `Buffer`, `ConcurrencyLimit` | the permit is free, if each request gets a clone |

use std::task::{Context, Poll};

use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::future::{MiddlewareFuture, ResponseBody};
use super::methods::methods;
use super::shadow::ShadowDifference;
use super::source::Source;
use crate::observe::Refusal;
use crate::reference::IntoPolicyRef;
use crate::request::RequestView;

/// Puts a [`Policy`](crate::Policy) in front of services.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy::tower::CorsLayer;
/// use http::{Request, Response};
/// use tower::{ServiceBuilder, ServiceExt};
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let service = ServiceBuilder::new()
///     .layer(CorsLayer::new(&API))
///     .service_fn(|_: Request<()>| async { Ok::<_, std::io::Error>(Response::new(())) });
///
/// let request = Request::get("/").header("Origin", "https://app.example.com").body(())?;
/// let response = service.oneshot(request).await?;
/// assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug)]
#[must_use = "a layer does nothing until a service is wrapped in it"]
pub struct CorsLayer {
    source: Source,
}

methods!(CorsLayer, "layer", "tower");

impl<S> Layer<S> for CorsLayer {
    type Service = Cors<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Cors { source: self.source.clone(), inner }
    }
}

/// A service with a [`Policy`](crate::Policy) in front of it.
#[derive(Clone, Debug)]
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
    pub fn select<F, P>(select: F, inner: S) -> Self
    where
        F: Fn(&RequestView<'_>) -> Option<P> + Send + Sync + 'static,
        P: IntoPolicyRef,
    {
        Self { source: Source::selected(select), inner }
    }

    /// Calls `listener` for each request that the policy refuses: see [`CorsLayer::on_refused`].
    #[must_use]
    pub fn on_refused(mut self, listener: impl Fn(&Refusal<'_>) + Send + Sync + 'static) -> Self {
        self.source = self.source.on_refused(listener);
        self
    }

    /// Says how to find the server's own origin, if a request does not contain it: see [`CorsLayer::own_origin`].
    #[must_use]
    pub fn own_origin(
        mut self,
        find: impl Fn(&RequestView<'_>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.source = self.source.own_origin(find);
        self
    }

    /// Asks a second policy about each request, and calls `listener` if a page would notice the difference: see
    /// [`CorsLayer::shadow`].
    #[must_use]
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
    ResBody: Default,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    #[inline]
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    #[inline]
    fn call(&mut self, request: Request<ReqBody>) -> Self::Future {
        MiddlewareFuture::new(&self.source, request, |request| self.inner.call(request))
    }
}

/// The future that [`Cors`] returns for a request.
pub type ResponseFuture<F> = MiddlewareFuture<F, SameBody>;

/// The body of the service. The answer to a preflight has its default value.
#[expect(clippy::exhaustive_enums, reason = "there is no value of it")]
#[derive(Debug)]
pub enum SameBody {}

impl<B: Default> ResponseBody<B> for SameBody {
    type Body = B;

    #[inline]
    fn empty() -> B {
        B::default()
    }

    #[inline]
    fn full(body: B) -> B {
        body
    }
}
