//! The most common mistake: authentication in front of the policy. It compiles, and it works with curl and a token, but
//! no page of another origin can use the service. `auth_behind_cors.rs` is the same service with the layers in the
//! right order.
//!
//! A preflight carries no token, so authentication refuses it, and the browser never sends the request itself. Chromium
//! reports: "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header
//! is present on the requested resource", and Firefox: "CORS header 'Access-Control-Allow-Origin' missing", with the
//! status code 401. The page sees only a `TypeError` of `fetch`, as if the network were down.
//!
//! `cargo run --example wrong_order` listens on port 3000 of this machine, or on the address after `--`. This
//! transcript leaves out the `date` of each answer.
//!
//! ```text
//! Authentication refuses the preflight, so the browser never sends the token:
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: authorization'
//! HTTP/1.1 401 Unauthorized
//! www-authenticate: Bearer
//! allow: GET,HEAD
//! content-length: 0
//!
//! The browser sends a request that needs no preflight, but the page cannot read the 401:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com'
//! HTTP/1.1 401 Unauthorized
//! www-authenticate: Bearer
//! content-length: 0
//!
//! Only a request with the token works, and browsers send it only after a preflight:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com' -H 'Authorization: Bearer 1'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-expose-headers: WWW-Authenticate
//! content-length: 10
//!
//! ada, grace
//! ```

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use cors_policy::{cors_policy, tower::CorsLayer};
use tokio::net::TcpListener;

cors_policy! {
    /// For CORS, a token in a header is not a credential: the policy lists the header.
    static API = {
        origins: ["https://app.example.com"],
        request_headers: ["Authorization"],
        exposed_headers: ["WWW-Authenticate"],
        max_age: 1h,
    };
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/users", get("ada, grace"))
        .layer(CorsLayer::new(&API))
        // The last layer is the outermost, so authentication is in front of the policy. This is the mistake.
        .layer(from_fn(authenticate));
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}

/// A real service would check the token.
async fn authenticate(request: Request, next: Next) -> Response {
    if request.headers().contains_key(header::AUTHORIZATION) {
        next.run(request).await
    } else {
        (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")]).into_response()
    }
}
