//! A hyper 1 server behind a policy, without tower: `cargo run --example hyper` listens on port 3000 of this machine, or
//! on the address after `--`. This transcript leaves out the `date` of each answer.
//!
//! ```text
//! The app may read the greeting:
//! $ curl -i http://127.0.0.1:3000/ -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! content-length: 5
//!
//! hello
//!
//! It can also read a 404:
//! $ curl -i http://127.0.0.1:3000/nowhere -H 'Origin: https://app.example.com'
//! HTTP/1.1 404 Not Found
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! content-length: 0
//!
//! A browser asks before it sends a DELETE:
//! $ curl -i http://127.0.0.1:3000/ -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: DELETE'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-methods: DELETE
//! access-control-max-age: 3600
//!
//! Another site gets no CORS headers:
//! $ curl -i http://127.0.0.1:3000/ -H 'Origin: https://evil.example'
//! HTTP/1.1 200 OK
//! vary: Origin
//! content-length: 5
//!
//! hello
//! ```

use std::convert::Infallible;

use cors_policy::{cors_policy, hyper::Cors};
use hyper::body::Incoming;
use hyper::{Method, Request, Response, StatusCode, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

cors_policy! {
    /// What our single-page app may do.
    static API = { origins: ["https://app.example.com"], methods: [DELETE], max_age: 1h };
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        let service = Cors::new(&API, service_fn(handle));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn handle(request: Request<Incoming>) -> Result<Response<String>, Infallible> {
    let (status, body) = match (request.method(), request.uri().path()) {
        (&Method::GET, "/") => (StatusCode::OK, "hello"),
        (&Method::DELETE, "/") => (StatusCode::NO_CONTENT, ""),
        _ => (StatusCode::NOT_FOUND, ""),
    };
    let mut response = Response::new(body.to_owned());
    *response.status_mut() = status;
    Ok(response)
}
