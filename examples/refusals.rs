//! What the log of a server says about the most common mistakes. `cargo run --example refusals` listens on port 3000 of this
//! machine, or on the address after `--`, and writes its log to the terminal. This transcript leaves out the answers, because a
//! browser shows them. Below each request is what the server logs.
//!
//! ```text
//! The development server uses another port:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: http://localhost:5174'
//!  WARN cors_policy: `http://localhost:5174` is not in `API` (examples/refusals.rs:42), but `http://localhost:5173` is: the port differs. Open the page on that port, or add `http://localhost:*` to `origins`. policy="API" location=examples/refusals.rs:42 origin="http://localhost:5174" reason="origin_not_listed" nearest="http://localhost:5173" difference="port" method="GET" path="/users"
//!
//! The page is at `http://` instead of `https://`:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: http://app.example.com'
//!  WARN cors_policy: `http://app.example.com` is not in `API` (examples/refusals.rs:42), but `https://app.example.com` is: the scheme differs. Open the page at `https://app.example.com`. policy="API" location=examples/refusals.rs:42 origin="http://app.example.com" reason="origin_not_listed" nearest="https://app.example.com" difference="scheme" method="GET" path="/users"
//!
//! `127.0.0.1` is not `localhost`:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: http://127.0.0.1:5173'
//!  WARN cors_policy: `http://127.0.0.1:5173` is not in `API` (examples/refusals.rs:42), but `http://localhost:5173` is: the names of this machine are different hosts. Open the page at `http://localhost:5173`, or add `http://127.0.0.1:5173` to `origins`. policy="API" location=examples/refusals.rs:42 origin="http://127.0.0.1:5173" reason="origin_not_listed" nearest="http://localhost:5173" difference="loopback" method="GET" path="/users"
//!
//! The page is allowed, but not to send this method:
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: DELETE'
//!  WARN cors_policy: `DELETE` is not in `methods` of `API` (examples/refusals.rs:42), so the browser does not send it for a page of `https://app.example.com`. Add `DELETE` to `methods`. policy="API" location=examples/refusals.rs:42 origin="https://app.example.com" reason="method_not_listed" method="OPTIONS" path="/users" asked="DELETE"
//!
//! The page is allowed, but not to send this header:
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: content-type,x-request-id'
//!  WARN cors_policy: `x-request-id` is not in `request_headers` of `API` (examples/refusals.rs:42), so the browser does not send the request for a page of `https://app.example.com`. Add `"x-request-id"` to `request_headers`. policy="API" location=examples/refusals.rs:42 origin="https://app.example.com" reason="header_not_listed" method="OPTIONS" path="/users" asked="x-request-id"
//!
//! The page is a file:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: null'
//!  WARN cors_policy: `null` is not in `API` (examples/refusals.rs:42), and no policy can list it. The page is a local file, or in a sandboxed frame: serve it from a server, like `http://localhost:3000`. policy="API" location=examples/refusals.rs:42 origin="null" reason="opaque_origin" method="GET" path="/users"
//!
//! A pattern does not cover the domain itself:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://preview.example.com'
//!  WARN cors_policy: `https://preview.example.com` is not in `API` (examples/refusals.rs:42), but `https://*.preview.example.com` is: the subdomain is missing. A pattern does not cover the domain itself: if the page is yours, add `https://preview.example.com` to `origins`. policy="API" location=examples/refusals.rs:42 origin="https://preview.example.com" reason="origin_not_listed" nearest="https://*.preview.example.com" difference="subdomain_missing" method="GET" path="/users"
//! ```
//!
//! A trailing slash in a declared or configured origin is not among them: it does not compile, or the server does not start.

use axum::{Router, routing::get};
use cors_policy::{cors_policy, tower::CorsLayer};
use tokio::net::TcpListener;

cors_policy! {
    static API = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            "http://localhost:5173",
        ],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
    };
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    tracing_subscriber::fmt().without_time().with_writer(std::io::stderr).init();
    let layer = CorsLayer::new(&API).on_refused(cors_policy::tracing::refusals());
    let app = Router::new().route("/users", get("ada, grace").put("ada")).layer(layer);
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}
