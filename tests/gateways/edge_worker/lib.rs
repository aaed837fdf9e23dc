//! A Worker with one policy of the table of scenarios, in front of the service that plays the handlers. The variable `POLICY` has its
//! name, and `ORIGINS_FROM` says whether its origins come from source or from configuration.
//!
//! It asks the service as the example `edge` does. Some paths answer what the library tells about itself
//! on this target: these need a clock and random numbers.

mod events;
#[path = "../../servers/scenarios/policies.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod policies;
#[path = "../../../examples/edge/service.rs"]
mod service;

use std::time::UNIX_EPOCH;

use cors_policy::explain::PageRequest;
use cors_policy::hyper::{Body, Cors};
use cors_policy::{PolicyRef, RequestView, cors_policy};
use hyper::service::{Service, service_fn};
use worker::{Context, Env, HttpRequest, HttpResponse, Response, Result, event};

use policies::{
    ANY_HEADER, ANY_METHOD, ANY_REQUEST, API, BARE, BARE_TIER, CLOSED, Declared, EXTENSIONS,
    OriginsFrom, PUBLIC, SHAPES, TWO_TIERS, TWO_TIERS_OF_ANY,
};

/// Answers by the policy, or tells something about it.
#[event(fetch)]
async fn fetch(
    request: HttpRequest,
    env: Env,
    _context: Context,
) -> Result<http::Response<Body<worker::Body>>> {
    let policy = policy(&env)?;
    let told = match request.uri().path() {
        "/explanation" => explanation(&policy),
        "/events" => events::of(&policy, &RequestView::from(&request)),
        "/configured-at" => configured_at()?,
        _ => return Cors::new(&policy, service_fn(service::ask)).call(request).await,
    };
    let response = HttpResponse::try_from(Response::ok(told)?)?;
    Ok(response.map(Body::from))
}

/// The policy that the variables of the Worker select.
fn policy(env: &Env) -> Result<PolicyRef> {
    let (name, origins) = (env.var("POLICY")?.to_string(), env.var("ORIGINS_FROM")?.to_string());
    let origins = OriginsFrom::ALL.into_iter().find(|from| format!("{from:?}") == origins);
    let origins = origins.ok_or("`ORIGINS_FROM` is unknown")?;
    let declared = POLICIES
        .iter()
        .find(|policy| policy.with(OriginsFrom::Source).name() == Some(name.as_str()));
    let declared = declared.ok_or_else(|| format!("`{name}` is not in `POLICIES`"))?;
    Ok(declared.with(origins))
}

/// What a browser does with a request of a page that the policy allows.
fn explanation(policy: &PolicyRef) -> String {
    let request = PageRequest::new("https://app.example.com").method("PUT");
    request.explain(policy).to_string()
}

/// The time at which a policy is configured, in seconds since 1970.
fn configured_at() -> Result<String> {
    let policy = NOW.configure(["https://app.example.com"]).map_err(|error| error.to_string())?;
    let time =
        policy.configured_at().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?;
    Ok(time.as_secs().to_string())
}

cors_policy! {
    static NOW = { origins: [configured] };
}

/// Every policy of the table.
const POLICIES: [&Declared; 12] = [
    &ANY_HEADER,
    &ANY_METHOD,
    &ANY_REQUEST,
    &API,
    &BARE,
    &BARE_TIER,
    &CLOSED,
    &EXTENSIONS,
    &PUBLIC,
    &SHAPES,
    &TWO_TIERS,
    &TWO_TIERS_OF_ANY,
];
