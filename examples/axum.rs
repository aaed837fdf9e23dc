//! An API with credentials and a public catalogue, each behind its own policy.
//!
//! `cargo run --example axum` listens on port 3000 of this machine, or on the address after `--`. This transcript
//! leaves out the `date` of each answer.
//!
//! ```text
//! The app may read the users, with the cookie of its user:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com' -H 'Cookie: session=1'
//! HTTP/1.1 200 OK
//! content-type: application/json
//! x-total: 2
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-expose-headers: X-Total
//! content-length: 15
//!
//! ["ada","grace"]
//!
//! It can also read that the user is not logged in, because errors have the headers too:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com'
//! HTTP/1.1 401 Unauthorized
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-expose-headers: X-Total
//! content-length: 0
//!
//! A browser asks before it sends a PUT:
//! $ curl -i http://127.0.0.1:3000/users/alan -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-allow-methods: GET, PUT
//! access-control-allow-headers: Content-Type
//! access-control-max-age: 7200
//! allow: PUT
//!
//! Another site gets no CORS headers:
//! $ curl -i http://127.0.0.1:3000/users/alan -X OPTIONS -H 'Origin: https://evil.example' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 403 Forbidden
//! vary: Origin
//! allow: PUT
//! content-length: 0
//!
//! The server answers its other requests, but a browser does not let it read the answer:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://evil.example' -H 'Cookie: session=1'
//! HTTP/1.1 200 OK
//! content-type: application/json
//! x-total: 2
//! vary: Origin
//! content-length: 15
//!
//! ["ada","grace"]
//!
//! Every page may read the catalogue:
//! $ curl -i http://127.0.0.1:3000/catalogue -H 'Origin: https://evil.example'
//! HTTP/1.1 200 OK
//! content-type: application/json
//! etag: "7"
//! access-control-allow-origin: *
//! access-control-expose-headers: ETag
//! content-length: 20
//!
//! {"coffee":2,"tea":3}
//!
//! The app can read a 404:
//! $ curl -i http://127.0.0.1:3000/nowhere -H 'Origin: https://app.example.com'
//! HTTP/1.1 404 Not Found
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-expose-headers: X-Total
//! content-length: 0
//! ```

use std::env;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use cors_policy::cors_policy;
use cors_policy::tower::CorsLayer;
use serde_json::json;
use tokio::net::TcpListener;

cors_policy! {
    /// What our single-page app may do with the API.
    static API = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
        exposed_headers: ["X-Total"],
        credentials: true,
        max_age: 2h,
    };

    /// The catalogue is public: any page may read it, and it has no login.
    static CATALOGUE = { origins: any, exposed_headers: ["ETag"] };
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let api = Router::new()
        .route("/users", get(list))
        .route("/users/{name}", put(create))
        // The layer also covers the 404 for a path without a route, so a page can read it.
        .fallback(StatusCode::NOT_FOUND)
        .layer(CorsLayer::new(&API));
    let catalogue =
        Router::new().route("/catalogue", get(catalogue)).layer(CorsLayer::new(&CATALOGUE));

    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, api.merge(catalogue)).await
}

async fn list(headers: HeaderMap) -> Response {
    if is_logged_in(&headers) {
        ([("x-total", "2")], Json(json!(["ada", "grace"]))).into_response()
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

async fn create(headers: HeaderMap, Path(name): Path<String>) -> Response {
    if is_logged_in(&headers) {
        (StatusCode::CREATED, Json(json!({ "name": name }))).into_response()
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

async fn catalogue() -> impl IntoResponse {
    ([(header::ETAG, "\"7\"")], Json(json!({ "tea": 3, "coffee": 2 })))
}

/// A real service would look up the session.
fn is_logged_in(headers: &HeaderMap) -> bool {
    headers.get(header::COOKIE).is_some_and(|cookie| cookie == "session=1")
}
