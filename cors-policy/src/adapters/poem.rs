//! The policy in front of any [poem](https://docs.rs/poem) 3 endpoint.
//!
//! [`Cors`] is a middleware: it wraps a route, a method, or any other endpoint. It answers preflights, and calls the
//! endpoint for every other request. The response then has the CORS headers of the policy and no others.
//!
//! # Where the middleware belongs
//!
//! Put it outside of everything that answers requests by itself, especially authentication: a preflight carries no
//! credentials, and a page cannot read a 401 without CORS headers. In poem the last call of `with` is the outermost.
//!
//! | where | what happens |
//! | --- | --- |
//! | `Route::new()…with(cors)`, called last | every response has the headers: also a 404, a 405 and the error of an extractor |
//! | `nest("/api", route.with(cors))` | everything below `/api` has the policy: also its 404s |
//! | `at("/users", get(read).with(cors))` | the path has the policy: also its 405 |
//! | `get(read.with(cors))` | preflights get a 405, because no endpoint has the method `OPTIONS` |
//! | inside of authentication | preflights get a 401, and no page of another origin can use the endpoint |
//! | inside of another `Cors` | the outer policy applies, and removes the headers of the inner one |
//!
//! # Errors
//!
//! If the endpoint returns an error, `Cors` makes the response of it, like the middleware of poem with the same name:
//! poem has no other place where the headers could be added. So call `catch_error`, `catch_all_error` and `inspect_error`
//! before `with`: outside of the policy they see a response and no error. `CatchPanic` belongs inside too. The answer of
//! one that is outside has no CORS headers.
//!
//! # Several policies
//!
//! [`Cors::select`] selects a policy for each request, by its host, its path, a header or an extension:
//! [`RequestView`](crate::RequestView). `AddData` sets an extension: call it after `Cors`, so that it is outside. If each
//! part of an application has its own `Route`, give each `Route` its own middleware instead.

use poem::{Endpoint, Middleware, Request, Response, Result};

use super::answer::Answer;
use super::methods::methods;
use super::source::Source;
use crate::request::RequestView;

/// Puts a [`Policy`](crate::Policy) in front of endpoints.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy::poem::Cors;
/// use poem::{Endpoint, EndpointExt, Request, Route, endpoint::make_sync};
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let app = Route::new().at("/", make_sync(|_| "hello")).with(Cors::new(&API));
///
/// let request = Request::builder().header("Origin", "https://app.example.com").finish();
/// let response = app.get_response(request).await;
/// assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
/// # });
/// ```
///
/// [Fetch, CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol)
#[derive(Clone, Debug)]
#[must_use = "a middleware does nothing until an endpoint is wrapped in it"]
pub struct Cors {
    source: Source,
}

methods!(Cors, "middleware", "poem");

impl<E: Endpoint> Middleware<E> for Cors {
    type Output = CorsEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        CorsEndpoint { source: self.source.clone(), inner }
    }
}

/// An endpoint with a [`Policy`](crate::Policy) in front of it.
#[derive(Clone, Debug)]
pub struct CorsEndpoint<E> {
    source: Source,
    inner: E,
}

impl<E: Endpoint> Endpoint for CorsEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let answer = Answer::to(&self.source, request.method(), request.headers(), || {
            RequestView::of_poem(&request)
        });
        Ok(match answer {
            Answer::Preflight(preflight) => {
                let mut response = Response::builder().status(preflight.status()).finish();
                preflight.write(response.headers_mut());
                response
            }
            Answer::Call(headers) => {
                // Outside of this nobody could add the headers to the response of an error.
                let mut response = self.inner.get_response(request).await;
                headers.write(response.headers_mut());
                response
            }
        })
    }
}
