//! The policy in front of an [actix-web](https://docs.rs/actix-web) 4 `App`, `Scope` or `Resource`.
//!
//! [`Cors`] is a middleware. It answers preflights, and calls the inner service for every other request. The response
//! then has the CORS headers of the policy and no others. If an inner middleware returns an error, actix-web makes a
//! response of it further out, and that response has the headers too.
//!
//! # Where the middleware belongs
//!
//! Put it outside of everything that answers requests by itself, especially authentication: a preflight carries no
//! credentials, and a page cannot read a 401 without CORS headers. In actix-web the last `wrap` is the outermost, so
//! make this the last one. `Compress` and `NormalizePath` can be outside or inside. `Compat` and `Condition` can wrap
//! it.
//!
//! | where | what happens |
//! | --- | --- |
//! | `App::wrap`, called last | every response has the headers: also a 404, a 405 and the error of an extractor |
//! | `Scope::wrap` | the same, below the prefix of the scope |
//! | `Resource::wrap` | the same for its path, if no other resource has the same path |
//! | `Route::wrap` | preflights do not reach the route, because it does not have the method `OPTIONS` |
//! | inside of authentication | preflights get a 401, and no page of another origin can use the service |
//! | inside of another `Cors` | the outer policy applies, and removes the headers of the inner one |
//!
//! If a handler panics, there is no response: actix-web closes the connection.
//!
//! # Several policies
//!
//! `wrap` each `Scope` with its own policy. If hosts or tenants share the routes, [`Cors::select`] selects a policy for each
//! request, by its host, its path, a header or an extension: [`RequestView`](crate::RequestView). A middleware that sets the
//! extension, and `NormalizePath`, must be outside, so `wrap` them after this one.

mod header_map;
mod values;

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{Error, HttpResponse};
use http::HeaderName;
use pin_project_lite::pin_project;

use self::values::ValuesOfPolicies;
use super::methods::methods;
use super::source::Source;
use crate::engine::{Asked, Kind, Verdict};
use crate::policy::{HeaderValues, Policy};
use crate::reference::PolicyRef;
use crate::request::RequestView;
use crate::response::Writer;

/// Puts a [`Policy`](crate::Policy) in front of an application, or of a part of one.
///
/// # Examples
///
/// ```
/// use actix_web::{App, HttpResponse, test, web};
/// use cors_policy::actix::Cors;
/// use cors_policy::cors_policy;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// # actix_web::rt::System::new().block_on(async {
/// let app = App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(Cors::new(&API));
///
/// let app = test::init_service(app).await;
/// let request = test::TestRequest::get().insert_header(("Origin", "https://app.example.com"));
/// let response = test::call_service(&app, request.to_request()).await;
/// assert_eq!(response.headers().get("access-control-allow-origin").unwrap(), "https://app.example.com");
/// # });
/// ```
///
/// [Fetch, CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol)
#[derive(Clone, Debug)]
#[must_use = "a middleware does nothing until something is wrapped in it"]
pub struct Cors {
    source: Source,
}

methods!(Cors, "middleware", "actix");

impl<S, B> Transform<S, ServiceRequest> for Cors
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = CorsMiddleware<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, Self::InitError>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        let source = self.source.clone();
        ready(Ok(CorsMiddleware { source, values: ValuesOfPolicies::default(), inner }))
    }
}

/// A service with a [`Policy`](crate::Policy) in front of it.
#[derive(Clone, Debug)]
pub struct CorsMiddleware<S> {
    source: Source,
    values: ValuesOfPolicies,
    inner: S,
}

impl<S, B> Service<ServiceRequest> for CorsMiddleware<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = ResponseFuture<S::Future>;

    #[inline]
    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    // The request is moved and never cloned, because the router needs to be its only owner.
    #[inline]
    fn call(&self, request: ServiceRequest) -> Self::Future {
        let (policy, verdict, selected_by) = match &self.source {
            Source::Fixed(policy) => {
                let (policy, verdict) = examine(policy, &request);
                (policy, verdict, None)
            }
            Source::Selected(selector) => {
                let view = RequestView::of_actix(&request);
                let (policy, verdict) = examine(&selector.select(&view), &request);
                (policy, verdict, view.into_read())
            }
            Source::Observed(observed) => {
                let view = RequestView::of_actix(&request);
                let seen = RequestView::of_actix(&request);
                let (policy, verdict) =
                    observed.examine(&view, &seen, |policy| examine(policy, &request));
                (policy, verdict, view.into_read())
            }
        };
        let origin = request.headers().get(header::ORIGIN);
        let origin = origin.filter(|_| verdict.repeats_origin()).cloned();
        let values = self.values.of(policy);
        let decision = Decision { policy, values, verdict, origin, selected_by };
        if decision.verdict.kind == Kind::Preflight {
            let asked = decision.asked(request.headers());
            let response = request.into_response(decision.preflight(asked));
            return ResponseFuture { call: Call::Answered { response: Some(response) } };
        }
        let inner = self.inner.call(request);
        ResponseFuture { call: Call::Called { inner, decision: Some(decision) } }
    }
}

#[inline]
fn examine(policy: &PolicyRef, request: &ServiceRequest) -> (&'static Policy, Verdict) {
    let headers = request.headers();
    policy.examine(
        request.method() == Method::OPTIONS,
        headers.get(header::ORIGIN).map(HeaderValue::as_bytes),
        || headers.get_all(header::ORIGIN).nth(1).is_some(),
        || headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD),
    )
}

pin_project! {
    /// The future that [`CorsMiddleware`] returns for a request.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless they are polled"]
    pub struct ResponseFuture<F> {
        #[pin]
        call: Call<F>,
    }
}

pin_project! {
    // One call of a service with a policy in front of it.
    #[derive(Debug)]
    #[project = CallProjection]
    enum Call<F> {
        // The service was not called.
        Answered { response: Option<ServiceResponse> },
        // The service was called. Both options are taken when the call is done.
        Called { #[pin] inner: F, decision: Option<Decision> },
    }
}

impl<F, B> Future for ResponseFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    /// # Panics
    ///
    /// If it is polled again after it is done, like other futures.
    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        const DONE: &str = "a future is not polled after it is done";
        match self.project().call.project() {
            CallProjection::Answered { response } => {
                Poll::Ready(Ok(response.take().expect(DONE).map_into_right_body()))
            }
            CallProjection::Called { inner, decision } => {
                let result = ready!(inner.poll(cx));
                Poll::Ready(decision.take().expect(DONE).apply(result))
            }
        }
    }
}

/// The decision about a request, and the header values of the policy.
#[derive(Clone, Debug)]
struct Decision {
    policy: &'static Policy,
    values: Rc<HeaderValues<HeaderValue>>,
    verdict: Verdict,
    /// The request's `Origin`, if the answer repeats it.
    origin: Option<HeaderValue>,
    /// The headers by which the policy was selected, if there are any.
    selected_by: Option<Box<[HeaderName]>>,
}

impl Decision {
    /// What a preflight asks for, if the answer repeats it.
    #[inline]
    fn asked(&self, headers: &HeaderMap) -> Option<Asked<HeaderValue>> {
        self.verdict.repeats(self.policy).map(|repeated| {
            Asked::read(
                repeated,
                || headers.get_all(header::ACCESS_CONTROL_REQUEST_METHOD),
                || headers.get_all(header::ACCESS_CONTROL_REQUEST_HEADERS),
            )
        })
    }

    /// Makes the complete answer to a preflight, which repeats what was `asked` for.
    fn preflight(mut self, asked: Option<Asked<HeaderValue>>) -> HttpResponse {
        let mut response = HttpResponse::new(match self.verdict.denial() {
            None => StatusCode::NO_CONTENT,
            Some(_) => StatusCode::FORBIDDEN,
        });
        self.write(response.headers_mut(), asked);
        response
    }

    /// Writes the headers to the response, or to each response that actix-web makes of the error.
    fn apply<B>(
        mut self,
        result: Result<ServiceResponse<B>, Error>,
    ) -> Result<ServiceResponse<EitherBody<B>>, Error> {
        match result {
            Ok(mut response) => {
                self.write(response.headers_mut(), None);
                Ok(response.map_into_left_body())
            }
            Err(mut error) => {
                // actix-web calls this for each response that it makes of the error. There may be several.
                error.add_response_mapper(move |mut response| {
                    self.clone().write(response.headers_mut(), None);
                    response
                });
                Err(error)
            }
        }
    }

    fn write(&mut self, headers: &mut HeaderMap, asked: Option<Asked<HeaderValue>>) {
        let Self { policy, values, verdict, origin, selected_by } = self;
        let writer = Writer { policy, values, headers };
        let write = |writer: Writer<'_, _>| match asked {
            None => writer.write(*verdict, origin),
            Some(mut asked) => writer.write_repeating(*verdict, origin, &mut asked),
        };
        match selected_by {
            None => write(writer),
            Some(names) => writer.write_selected(names, write),
        }
    }
}
