//! An API of warp filters, behind a policy. `cargo run --example warp` listens on port 3000 of this machine, or on the address
//! after `--`. This transcript leaves out the `date` of each answer.
//!
//! ```text
//! The app may read a user:
//! $ curl -i http://127.0.0.1:3000/users/7 -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! etag: "7"
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-expose-headers: ETag
//! content-length: 6
//!
//! user 7
//!
//! A filter rejects this path. The app can read that, because the layer is around all filters:
//! $ curl -i http://127.0.0.1:3000/users/ada -H 'Origin: https://app.example.com'
//! HTTP/1.1 404 Not Found
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-expose-headers: ETag
//! content-length: 13
//!
//! nothing here
//!
//! A browser asks before it sends a DELETE. No filter sees that:
//! $ curl -i http://127.0.0.1:3000/users/7 -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: DELETE'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-methods: DELETE
//!
//! Another site cannot read, and the guard lets it change nothing:
//! $ curl -i http://127.0.0.1:3000/users/7 -H 'Origin: https://evil.example'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! etag: "7"
//! vary: Origin
//! content-length: 6
//!
//! user 7
//! $ curl -i http://127.0.0.1:3000/users/7 -X POST -H 'Origin: https://evil.example'
//! HTTP/1.1 403 Forbidden
//! cache-control: no-store
//! vary: Origin
//! content-length: 0
//! ```

use std::env;
use std::error::Error;

use cors_policy::cors_policy;
use cors_policy::guard::OriginGuard;
use cors_policy::tower::CorsLayer;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower::Layer;
use warp::http::StatusCode;
use warp::reject::Rejection;
use warp::{Filter, Reply, reply};

cors_policy! {
    /// What our single-page app may do with the users.
    static API = { origins: ["https://app.example.com"], methods: [DELETE], exposed_headers: ["ETag"] };
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let user = warp::path!("users" / u8).map(|number| {
        reply::with_header(format!("user {number}"), "etag", format!("\"{number}\""))
    });
    let routes = user.recover(answer);
    // `warp::service` makes a tower service of the filters. The guard is inside of the policy.
    let guarded = OriginGuard::new(&API)?.layer(warp::service(routes));
    let service = TowerToHyperService::new(CorsLayer::new(&API).layer(guarded));

    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        let server = auto::Builder::new(TokioExecutor::new());
        let stream = TokioIo::new(stream);
        tokio::spawn(server.serve_connection_with_upgrades(stream, service.clone()).into_owned());
    }
}

/// What a page of an allowed origin reads if no filter takes its request.
async fn answer(rejection: Rejection) -> Result<impl Reply, Rejection> {
    if rejection.is_not_found() {
        Ok(reply::with_status("nothing here\n", StatusCode::NOT_FOUND))
    } else {
        Err(rejection)
    }
}
