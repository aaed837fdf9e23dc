//! The model of a browser with the server: a script sees what the policy declares, and nothing else.

#[path = "../../matching/compile.rs"]
mod compile;
mod declared;
mod explained;
mod headers;
#[path = "../../matching/naive.rs"]
mod naive;
mod preflight;
mod preflight_cache;
mod repeated;
#[path = "../rocket_server.rs"]
mod rocket_server;
mod servers;

use std::convert::Infallible;

use cors_policy::Policy;
use cors_policy::testing::{Browser, Reason};
use http::{HeaderMap, Method, Response};

use servers::Server;

/// A request of a page, and the headers of the handler's response.
#[derive(Clone, Debug)]
pub(crate) struct Fetched {
    pub(crate) method: Method,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) credentials: bool,
    pub(crate) response: HeaderMap,
}

/// What the page sees.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) headers: HeaderMap,
    pub(crate) preflight: Option<Response<()>>,
}

/// Lets the page fetch from a service on tower, behind the policy.
pub(crate) fn fetch(
    browser: &mut Browser,
    policy: &'static Policy,
    fetched: &Fetched,
) -> Result<Answer, Reason<Infallible>> {
    Server::Tower.fetch(browser, policy, fetched)
}
