//! A policy whose origins come from the environment variable `CORS_ORIGINS`. `cargo run --example configured` listens on
//! port 3000 of this machine, or on the address after `--`. This transcript leaves out the `date` of each answer.
//!
//! ```text
//! If the variable is unset, a debug build uses the policy for development:
//! $ cargo run --example configured
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: http://localhost:5173'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: http://localhost:5173
//! access-control-allow-credentials: true
//! content-length: 10
//!
//! ada, grace
//!
//! The variable contains origins and patterns, with commas between them:
//! $ CORS_ORIGINS='https://app.example.com, https://*.preview.example.com' cargo run --example configured
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://pr-7.preview.example.com'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://pr-7.preview.example.com
//! access-control-allow-credentials: true
//! content-length: 10
//!
//! ada, grace
//!
//! Methods and headers are still declared in source, and the answer to a preflight is the same for every configuration:
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-allow-methods: GET, PUT
//! access-control-allow-headers: Content-Type
//! access-control-max-age: 600
//! allow: GET,HEAD
//!
//! The origins of the policy for development are not allowed now:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: http://localhost:5173'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! content-length: 10
//!
//! ada, grace
//!
//! If an entry is invalid, the server does not start. It prints every mistake:
//! $ CORS_ORIGINS='https://app.example.com/, http://app.example.com,,https://*.github.io' cargo run --example configured
//! Error: invalid origins in the environment variable `CORS_ORIGINS`:
//!   entry 1: `https://app.example.com/`: an origin has no trailing slash; write `https://app.example.com`
//!   entry 2: `http://app.example.com` is not encrypted, so with `credentials: true` anyone who controls the network can act as the user; write `https://`, or add `dangerously_allow_insecure_origins: true` to the policy
//!   entry 3: the entry is empty; remove it and its comma
//!   entry 4: `https://*.github.io` covers every name below the public suffix `github.io`, so with `credentials: true` anyone who registers one can act as the user; write a domain of your own, or add `dangerously_allow_public_suffix_subdomains: true` to the policy
//! ```

use std::error::Error;

use axum::{Router, routing::get};
use cors_policy::tower::CorsLayer;
use cors_policy::{PolicyRef, cors_policy};
use tokio::net::TcpListener;

cors_policy! {
    /// What the frontends may do with the API. Each deployment has its own.
    static API = {
        origins: [configured],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
        credentials: true,
        max_age: 10m,
    };

    /// The same for a developer's machine.
    static DEVELOPMENT = {
        origins: ["http://localhost:*"],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
        credentials: true,
    };
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let policy: PolicyRef = match API.from_env("CORS_ORIGINS")? {
        Some(configured) => configured.into(),
        // In production, a missing variable is a mistake too.
        None if cfg!(debug_assertions) => (&DEVELOPMENT).into(),
        None => return Err("`CORS_ORIGINS` is unset; list the origins of the frontends".into()),
    };
    let app = Router::new().route("/users", get("ada, grace")).layer(CorsLayer::new(policy));
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}
