//! The policy of a public API: the CORS headers of api.github.com, as a declaration. Any site may send requests, with a
//! token in `Authorization`, but without cookies. `cargo run --example github` listens on port 3000 of this machine, or
//! on the address after `--`. This transcript leaves out the `date` of each answer.
//!
//! ```text
//! Any page may read the answer and the 19 headers, and a cache may give one copy to all pages:
//! $ curl -i http://127.0.0.1:3000/zen -H 'Origin: https://example.com'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! etag: "7"
//! access-control-allow-origin: *
//! access-control-expose-headers: Deprecation, ETag, Link, Location, Retry-After, Sunset, Warning, X-Accepted-OAuth-Scopes, X-GitHub-Media-Type, X-GitHub-OTP, X-GitHub-Request-Id, X-GitHub-SSO, X-OAuth-Scopes, X-Poll-Interval, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Resource, X-RateLimit-Used
//! content-length: 26
//!
//! Keep it logically awesome.
//!
//! A request without `Origin` gets the same headers:
//! $ curl -i http://127.0.0.1:3000/nowhere
//! HTTP/1.1 404 Not Found
//! access-control-allow-origin: *
//! access-control-expose-headers: Deprecation, ETag, Link, Location, Retry-After, Sunset, Warning, X-Accepted-OAuth-Scopes, X-GitHub-Media-Type, X-GitHub-OTP, X-GitHub-Request-Id, X-GitHub-SSO, X-OAuth-Scopes, X-Poll-Interval, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Resource, X-RateLimit-Used
//! content-length: 0
//!
//! A browser sends a preflight before it sends a token:
//! $ curl -i http://127.0.0.1:3000/zen -X OPTIONS -H 'Origin: https://example.com' -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: authorization'
//! HTTP/1.1 204 No Content
//! access-control-allow-origin: *
//! access-control-allow-methods: DELETE, GET, PATCH, POST, PUT
//! access-control-allow-headers: Authorization, Content-Type, GraphQL-Features, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, User-Agent, X-GitHub-OTP, X-Requested-With
//! access-control-max-age: 86400
//! allow: GET,HEAD
//! ```

use axum::{Router, http::StatusCode, routing::get};
use cors_policy::{cors_policy, tower::CorsLayer};
use tokio::net::TcpListener;

cors_policy! {
    /// Every page of every site may use the API.
    static API = {
        origins: any,
        methods: [GET, POST, PATCH, PUT, DELETE],
        // GitHub also lists `Accept-Encoding`. No page can set that header, so here it would not compile.
        request_headers: [
            "Authorization", "Content-Type", "If-Match", "If-Modified-Since", "If-None-Match",
            "If-Unmodified-Since", "X-GitHub-OTP", "X-Requested-With", "User-Agent", "GraphQL-Features",
        ],
        exposed_headers: [
            "ETag", "Link", "Location", "Retry-After", "X-GitHub-OTP",
            "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Used", "X-RateLimit-Resource",
            "X-RateLimit-Reset", "X-OAuth-Scopes", "X-Accepted-OAuth-Scopes", "X-Poll-Interval",
            "X-GitHub-Media-Type", "X-GitHub-SSO", "X-GitHub-Request-Id", "Deprecation", "Sunset",
            "Warning",
        ],
        max_age: 1d,
    };
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/zen", get(async || ([("etag", "\"7\"")], "Keep it logically awesome.")))
        .fallback(StatusCode::NOT_FOUND)
        .layer(CorsLayer::new(&API));
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}
