//! A Cloudflare Worker that owns CORS for the service behind it. It answers preflights and `/catalogue` itself, and passes all other
//! requests on. The origins of partners are in the variable `PARTNERS` of the Worker, which `wrangler.toml` sets.
//!
//! After `rustup target add wasm32-unknown-unknown`, `npx wrangler dev --port 3000` in this folder starts it on this machine, and
//! `npx wrangler deploy` deploys it. This transcript leaves out `date` and `transfer-encoding`.
//!
//! ```text
//! The Worker answers preflights. The service sees none:
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-allow-methods: DELETE, PUT
//! access-control-allow-headers: Content-Type
//! access-control-max-age: 7200
//!
//! If the service is down, a page can read the 502:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com'
//! HTTP/1.1 502 Bad Gateway
//! content-length: 0
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-expose-headers: X-Total
//!
//! The origins of this policy come from the variable:
//! $ curl -i http://127.0.0.1:3000/catalogue -H 'Origin: https://pr-7.preview.partner.example'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://pr-7.preview.partner.example
//!
//! lamp, chair
//!
//! Another site cannot read the answer. The log of the Worker says why:
//! $ curl -i http://127.0.0.1:3000/catalogue -H 'Origin: https://shop.partner.example:8443'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//!
//! lamp, chair
//! ```

mod policies;
mod service;

use cors_policy::IntoPolicyRef;
use cors_policy::hyper::{Body, Cors};
use hyper::service::{Service, service_fn};
use worker::{Context, Env, HttpRequest, HttpResponse, Response, Result, console_warn, event};

/// Answers a request by the policy of its path.
#[event(fetch)]
async fn fetch(
    request: HttpRequest,
    env: Env,
    _context: Context,
) -> Result<http::Response<Body<worker::Body>>> {
    if request.uri().path() == "/catalogue" {
        behind(policies::of_partners(&env)?, service_fn(catalogue)).call(request).await
    } else {
        behind(&policies::API, service_fn(service::ask)).call(request).await
    }
}

/// Puts a policy in front of a handler. The log of the Worker says why a request is refused.
fn behind<S>(policy: impl IntoPolicyRef, handler: S) -> Cors<S> {
    Cors::new(policy, handler).on_refused(|refusal| console_warn!("{refusal}"))
}

/// What the Worker answers without the service.
async fn catalogue(_request: HttpRequest) -> Result<HttpResponse> {
    Response::ok("lamp, chair\n")?.try_into()
}
