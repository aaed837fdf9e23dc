//! Each tenant has its own origins, in a database. An admin route changes them, and every instance of the server uses the
//! new origins at once. While the database is away, all instances continue with the origins that they have read.
//!
//! `ADMIN_TOKEN=s3cret cargo run --example tenants` listens on port 3000 of this machine, or on the address that follows
//! `--`. It creates the SQLite database `tenants.sqlite`, which several instances on one machine can share. To use
//! PostgreSQL, set `DATABASE_URL=postgres://user:password@localhost/database`. The answers below are those of a new
//! database. The `date` of each answer is left out here.
//!
//! | file | its one idea |
//! | --- | --- |
//! | `policies.rs` | the policy of each tenant |
//! | `database.rs` | the tenants in the database |
//! | `instance.rs` | the database, and the policies that are made from it |
//! | `admin.rs` | the admin route |
//! | `sqlite.rs`, `postgres.rs` | how an instance notices that another one has changed the database |
//!
//! ```text
//! The host selects the tenant:
//! $ curl -i http://acme.localhost:3000/orders -H 'Origin: https://app.acme.example'
//! HTTP/1.1 200 OK
//! content-type: application/json
//! vary: Origin
//! access-control-allow-origin: https://app.acme.example
//! access-control-allow-credentials: true
//! content-length: 16
//!
//! ["coffee","tea"]
//!
//! An origin of one tenant is refused by the others:
//! $ curl -i http://globex.localhost:3000/orders -H 'Origin: https://app.acme.example'
//! HTTP/1.1 200 OK
//! content-type: application/json
//! vary: Origin
//! content-length: 16
//!
//! ["coffee","tea"]
//!
//! Another host has a closed policy:
//! $ curl -i http://127.0.0.1:3000/orders -H 'Origin: https://app.acme.example'
//! HTTP/1.1 200 OK
//! content-type: application/json
//! content-length: 16
//!
//! ["coffee","tea"]
//!
//! An administrator adds an origin:
//! $ curl -i -X POST 'http://127.0.0.1:3000/admin/tenants/acme.localhost/origins?origin=https://new.acme.example' -H 'Authorization: Bearer s3cret'
//! HTTP/1.1 200 OK
//! content-type: application/json
//! content-length: 55
//!
//! ["https://app.acme.example","https://new.acme.example"]
//!
//! It is allowed at once:
//! $ curl -i http://acme.localhost:3000/orders -X OPTIONS -H 'Origin: https://new.acme.example' -H 'Access-Control-Request-Method: GET'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://new.acme.example
//! access-control-allow-credentials: true
//! access-control-allow-methods: GET, POST
//! access-control-allow-headers: Content-Type
//! allow: GET,HEAD
//!
//! An invalid origin is not stored:
//! $ curl -i -X POST 'http://127.0.0.1:3000/admin/tenants/acme.localhost/origins?origin=https://*.preview.acme.example/' -H 'Authorization: Bearer s3cret'
//! HTTP/1.1 422 Unprocessable Entity
//! content-type: text/plain; charset=utf-8
//! content-length: 167
//!
//! invalid origins in the list of `acme.localhost`:
//!   entry 1: `https://*.preview.acme.example/`: an origin has no trailing slash; write `https://*.preview.acme.example`
//!
//! The administrator removes an origin, which is then refused:
//! $ curl -i -X DELETE 'http://127.0.0.1:3000/admin/tenants/acme.localhost/origins?origin=https://new.acme.example' -H 'Authorization: Bearer s3cret'
//! HTTP/1.1 200 OK
//! content-type: application/json
//! content-length: 28
//!
//! ["https://app.acme.example"]
//! $ curl -i http://acme.localhost:3000/orders -X OPTIONS -H 'Origin: https://new.acme.example' -H 'Access-Control-Request-Method: GET'
//! HTTP/1.1 403 Forbidden
//! vary: Origin
//! allow: GET,HEAD
//! content-length: 0
//!
//! The admin route requires the token:
//! $ curl -i http://127.0.0.1:3000/admin/tenants/acme.localhost/origins -H 'Origin: https://app.acme.example'
//! HTTP/1.1 401 Unauthorized
//! www-authenticate: Bearer
//! content-length: 0
//! ```

mod admin;
mod database;
mod instance;
mod policies;
mod postgres;
mod sqlite;

use std::env;
use std::error::Error;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use cors_policy::tower::CorsLayer;
use tokio::net::TcpListener;

use instance::Instance;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url =
        variable("DATABASE_URL").unwrap_or_else(|| "sqlite:tenants.sqlite?mode=rwc".to_owned());
    let instance = Arc::new(Instance::start(&url).await?);
    tokio::spawn(follow(Arc::clone(&instance), url));

    let tenants = Arc::clone(&instance);
    let api = Router::new()
        .route("/orders", get(async || Json(["coffee", "tea"])))
        .fallback(StatusCode::NOT_FOUND)
        // If the host is not a tenant, there is no policy, and no page can read the response.
        .layer(CorsLayer::select(move |request| tenants.policy(request.host()?)));
    let app = api.merge(admin::router(instance, variable("ADMIN_TOKEN")));

    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

/// Updates the policies whenever the database changes.
async fn follow(instance: Arc<Instance>, url: String) {
    if sqlite::is_meant(&url) {
        sqlite::follow(&instance, &url).await;
    } else {
        postgres::follow(&instance, &url).await;
    }
}

/// An environment variable, unless it is empty.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
