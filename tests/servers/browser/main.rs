//! The model of a browser against the server: what a script sees is what the policy declares, and nothing else.

#[path = "../../matching/compile.rs"]
mod compile;
mod declared;
mod headers;
#[path = "../../matching/naive.rs"]
mod naive;
mod preflight_cache;

use std::convert::Infallible;

use cors_policy::Policy;
use cors_policy::testing::{Blocked, Browser, Seen};
use cors_policy::tower::CorsLayer;
use http::{HeaderMap, Method, Request, Response};
use tokio::runtime::Builder;
use tower::{Layer, service_fn};

/// A request of a page, and the headers that the handler answers with.
#[derive(Clone, Debug)]
pub(crate) struct Fetched {
    pub(crate) method: Method,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) credentials: bool,
    pub(crate) response: HeaderMap,
}

/// Lets the page fetch from a service behind the policy. What is counted are the requests that reach the layer.
pub(crate) fn fetch(
    browser: &mut Browser,
    policy: &'static Policy,
    fetched: &Fetched,
) -> Result<Seen<String>, Blocked<Infallible>> {
    let handler = service_fn(|_: Request<String>| async {
        let mut response = Response::new(String::new());
        *response.headers_mut() = fetched.response.clone();
        Ok::<_, Infallible>(response)
    });
    let mut service = CorsLayer::new(policy).layer(handler);
    let mut request = browser.fetch(fetched.method.clone(), "/");
    for (name, value) in &fetched.headers {
        request = request.header(name, value);
    }
    if fetched.credentials {
        request = request.credentials();
    }
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(request.run(&mut service))
}
