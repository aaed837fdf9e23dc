//! The policy in front of a [salvo](https://docs.rs/salvo) 1 service.
//!
//! [`Cors`] is a hoop. It answers preflights, and lets every other request go on to the next hoop and the handler. The
//! response then has the CORS headers of the policy and no others.
//!
//! # Where the hoop belongs
//!
//! Add it to the `Service`, before every hoop that answers requests by itself, especially authentication: a preflight
//! carries no credentials, and a page cannot read a 401 without CORS headers. In salvo the first hoop is the outermost.
//!
//! salvo runs the hoops of a `Router` only if a route matches the path and the method. A preflight has the method
//! `OPTIONS`, which most routes do not have, so it does not reach a hoop on a router.
//!
//! | where | what happens |
//! | --- | --- |
//! | `Service::new(router).hoop(cors)`, the first hoop | every response has the headers: also a 404, a 405, and the page that a catcher makes of an error |
//! | `Router::with_path("users").hoop(cors).get(read)` | preflights get a 405, because no route has the method `OPTIONS` |
//! | `Router::with_path("users").hoop(cors).goal(read)` | the path has the policy, for every method. The 404 of another path has no headers |
//! | `Router::with_path("api").hoop(cors)`, whose last route is `Router::with_path("{**rest}").goal(nowhere)` | everything below `/api` has the policy: also its 404s. A 405 becomes what `nowhere` answers |
//! | after authentication | preflights get a 401, and no page of another origin can use the service |
//! | after another `Cors` | the first policy applies, and removes the headers of the second one |
//!
//! salvo's macro `handler` names the crate `salvo`, so do not import this module in a file with handlers: write
//! `use cors_policy::salvo::Cors`.
//!
//! # Errors
//!
//! A catcher makes the page of an error after all hoops have run. It keeps the headers of the response, so the page has
//! the CORS headers too. If the handlers of a `Catcher` set CORS headers themselves, add the hoop to the catcher as well:
//! `Catcher::default().hoop(cors)`.
//!
//! The hoop `CatchPanic` belongs after this one. If it is the first, a panic skips the policy, and the 500 has no CORS
//! headers.
//!
//! # Several policies
//!
//! [`Cors::select`] selects a policy for each request, by its host, its path, a header or an extension:
//! [`RequestView`](crate::RequestView). A hoop before this one sets an extension with `extensions_mut` of the request. The
//! `Depot` is no part of it. For parts of an application whose policies differ, select by the path, or give the router of
//! each part a last route as in the table.

use bytes::Bytes;
use salvo_core::http::ResBody;
use salvo_core::{Depot, FlowCtrl, Handler, Request, Response, async_trait};

use super::answer::Answer;
use super::methods::methods;
use super::source::Source;
use crate::request::RequestView;

/// Puts a [`Policy`](crate::Policy) in front of a service.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy::salvo::Cors;
/// # use salvo_core as salvo;
/// use salvo::{Router, Service, handler};
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// #[handler]
/// async fn hello() -> &'static str {
///     "hello"
/// }
///
/// let service = Service::new(Router::new().get(hello)).hoop(Cors::new(&API));
/// # _ = service;
/// ```
///
/// [Fetch, CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol)
#[derive(Clone, Debug)]
#[must_use = "a hoop does nothing until it is added to a service"]
pub struct Cors {
    source: Source,
}

methods!(Cors, "hoop", "salvo");

#[async_trait]
impl Handler for Cors {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        flow: &mut FlowCtrl,
    ) {
        let answer = Answer::to(&self.source, request.method(), request.headers(), || {
            RequestView::of_salvo(request)
        });
        match answer {
            Answer::Preflight(preflight) => {
                response.status_code(preflight.status());
                // Bytes, although there are none: a catcher would write a page for an error without a body.
                response.body(ResBody::Once(Bytes::new()));
                preflight.write(response.headers_mut());
                flow.skip_rest();
            }
            Answer::Call(headers) => {
                flow.call_next(request, depot, response).await;
                headers.write(response.headers_mut());
            }
        }
    }
}
