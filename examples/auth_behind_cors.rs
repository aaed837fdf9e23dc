//! Authentication behind the policy, the right order: the policy answers preflights, which carry no token, before
//! authentication asks for one. The app can read a 401. `cargo run --example auth_behind_cors` listens on port 3000 of
//! this machine, or on the address after `--`. This transcript leaves out the `date` of each answer.
//!
//! ```text
//! A browser sends a preflight before the token, and needs no token for it:
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: authorization'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-headers: Authorization
//! access-control-max-age: 3600
//! allow: GET,HEAD
//!
//! With the token the app gets the answer:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com' -H 'Authorization: Bearer 1'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-expose-headers: WWW-Authenticate
//! content-length: 10
//!
//! ada, grace
//!
//! Without a token the app can read the 401 and its challenge, and show its login:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com'
//! HTTP/1.1 401 Unauthorized
//! www-authenticate: Bearer
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-expose-headers: WWW-Authenticate
//! content-length: 0
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
        .layer(from_fn(authenticate))
        // The last layer is the outermost.
        .layer(CorsLayer::new(&API));
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
