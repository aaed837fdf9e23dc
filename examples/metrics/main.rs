//! Counts what the policy allows and refuses, and shows the counts to Prometheus. `cargo run --example metrics` listens on
//! port 3000 of this machine, or on the address after `--`. This transcript leaves out the `date` of each answer, and the last
//! answer is that of a new server.
//!
//! ```text
//! A page of an allowed origin:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! content-length: 10
//!
//! ada, grace
//!
//! It asks for a method that the policy lists, and for one that it does not list:
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-methods: PUT
//! allow: GET,HEAD
//!
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: DELETE'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-methods: PUT
//! allow: GET,HEAD
//!
//! A page of another origin:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://evil.example'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! content-length: 10
//!
//! ada, grace
//!
//! The server's own page, and a request without a page, are neither:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: http://127.0.0.1:3000'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! content-length: 10
//!
//! ada, grace
//!
//! What Prometheus reads:
//! $ curl -i http://127.0.0.1:3000/metrics
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! content-length: 485
//!
//! # HELP cors_refused_total Requests that the policy refuses, by policy and reason
//! # TYPE cors_refused_total counter
//! cors_refused_total{policy="API",reason="method_not_listed"} 1
//! cors_refused_total{policy="API",reason="origin_not_listed"} 1
//!
//! # HELP cors_allowed_total Requests of pages that may read the response
//! # TYPE cors_allowed_total counter
//! cors_allowed_total 1
//!
//! # HELP cors_preflights_total Preflights, allowed or not
//! # TYPE cors_preflights_total counter
//! cors_preflights_total 2
//! ```
//!
//! `cors_refused_total` with the reason `method_not_listed` or `header_not_listed` is a mistake of a deployment: its pages are
//! allowed, and still get a CORS error. `origin_not_listed` is also what strangers send. The name of a policy and a reason have
//! few values, so they can be labels. An origin cannot: everyone can send another one.

use axum::extract::Request;
use axum::http::{Method, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::{Router, routing::get};
use cors_policy::{Refusal, cors_policy, tower::CorsLayer};
use metrics::{counter, describe_counter};
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;

cors_policy! {
    static API = { origins: ["https://app.example.com"], methods: [PUT] };
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let prometheus = PrometheusBuilder::new().install_recorder()?;
    describe_counter!(ALLOWED, "Requests of pages that may read the response");
    describe_counter!(PREFLIGHTS, "Preflights, allowed or not");
    describe_counter!(REFUSED, "Requests that the policy refuses, by policy and reason");

    let api = Router::new()
        .route("/users", get("ada, grace"))
        .layer(CorsLayer::new(&API).on_refused(count_refused))
        // The last layer is the outermost: it sees what the policy answers.
        .layer(from_fn(count_answered));
    // Outside of the layers, so that Prometheus does not count itself.
    let app = Router::new().route("/metrics", get(async move || prometheus.render())).merge(api);
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}

fn count_refused(refusal: &Refusal<'_>) {
    let policy = refusal.policy().name().unwrap_or("none");
    counter!(REFUSED, "policy" => policy, "reason" => refusal.reason().as_str()).increment(1);
}

async fn count_answered(request: Request, next: Next) -> Response {
    let is_preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ORIGIN)
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if is_preflight {
        counter!(PREFLIGHTS).increment(1);
    }
    let has_origin = request.headers().contains_key(header::ORIGIN);
    let response = next.run(request).await;
    let allows = response.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    if has_origin && !is_preflight && allows {
        counter!(ALLOWED).increment(1);
    }
    response
}

const ALLOWED: &str = "cors_allowed_total";
const PREFLIGHTS: &str = "cors_preflights_total";
const REFUSED: &str = "cors_refused_total";
