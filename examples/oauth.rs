//! An identity provider: every page may read the discovery document, one single-page app may use the token endpoints,
//! and no page of another origin may read the login page. `cargo run --example oauth` listens on port 3000, or on the
//! address after `--`.
//!
//! ```text
//! Every page may read the discovery document:
//! $ curl -i http://127.0.0.1:3000/.well-known/openid-configuration -H 'Origin: https://anyone.example'
//! HTTP/1.1 200 OK
//! content-type: application/json
//! access-control-allow-origin: *
//! content-length: 35
//!
//! {"issuer":"https://id.example.com"}
//!
//! The app may exchange its code for a token, and can read why that fails:
//! $ curl -i http://127.0.0.1:3000/oauth2/token -X POST -H 'Origin: https://app.example.com'
//! HTTP/1.1 400 Bad Request
//! content-type: application/json
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-expose-headers: DPoP-Nonce, WWW-Authenticate
//! content-length: 25
//!
//! {"error":"invalid_grant"}
//!
//! The browser sends a preflight before it sends the token:
//! $ curl -i http://127.0.0.1:3000/userinfo -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: GET'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-methods: GET, POST
//! access-control-allow-headers: Authorization, Content-Type, DPoP
//! allow: GET,HEAD
//!
//! The handler of the login page sets `Access-Control-Allow-Origin: *`, and the policy removes it:
//! $ curl -i http://127.0.0.1:3000/login -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! content-length: 9
//!
//! password?
//! ```

use axum::http::{StatusCode, header};
use axum::routing::{get, post};
use axum::{Json, Router};
use cors_policy::{cors_policy, tower::CorsLayer};
use serde_json::json;
use tokio::net::TcpListener;

cors_policy! {
    static DISCOVERY = { origins: any };
    /// The app sends tokens in a header, so it needs no cookies.
    static TOKENS = {
        origins: ["https://app.example.com"],
        methods: [GET, POST],
        request_headers: ["Authorization", "Content-Type", "DPoP"],
        exposed_headers: ["WWW-Authenticate", "DPoP-Nonce"],
    };
    static LOGIN = { origins: none };
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let metadata = Json(json!({ "issuer": "https://id.example.com" }));
    let discovery = Router::new()
        .route("/.well-known/openid-configuration", get(metadata))
        .layer(CorsLayer::new(&DISCOVERY));
    let no_code = (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" })));
    let tokens = Router::new()
        .route("/oauth2/token", post(no_code))
        .route("/userinfo", get(StatusCode::UNAUTHORIZED))
        .layer(CorsLayer::new(&TOKENS));
    let login = Router::new()
        .route("/login", get(([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], "password?")))
        .layer(CorsLayer::new(&LOGIN));
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, discovery.merge(tokens).merge(login)).await
}
