//! A salvo 1 server behind a policy: `cargo run --example salvo` listens on port 3000 of this machine, or on the address
//! after `--`. This transcript leaves out the `date` of each answer.
//!
//! ```text
//! The app may read a user:
//! $ curl -i http://127.0.0.1:3000/users/7 -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! content-length: 6
//!
//! user 7
//!
//! It can also read the page that a catcher makes of an error:
//! $ curl -i http://127.0.0.1:3000/users/ada -H 'Origin: https://app.example.com'
//! HTTP/1.1 404 Not Found
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! content-type: text/plain; charset=utf-8
//! content-length: 15
//!
//! nothing is here
//!
//! A browser asks before it sends a PUT:
//! $ curl -i http://127.0.0.1:3000/users/7 -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-allow-methods: PUT
//!
//! Another site gets no CORS headers:
//! $ curl -i http://127.0.0.1:3000/users/7 -H 'Origin: https://evil.example'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! content-length: 6
//!
//! user 7
//! ```

use cors_policy::{cors_policy, salvo::Cors};
use salvo::catcher::Catcher;
use salvo::conn::tcp::TcpAcceptor;
use salvo::http::{StatusCode, StatusError};
use salvo::{FlowCtrl, Request, Response, Router, Server, Service, handler};
use tokio::net::TcpListener;

cors_policy! {
    /// What our single-page app may do with the API.
    static API = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let router = Router::with_path("users/{number}").get(read).put(update);
    let service = Service::new(router)
        // The first hoop of the service is the outermost: it answers preflights before anything else sees them. On the
        // router it would not see them, because no route has the method `OPTIONS`.
        .hoop(Cors::new(&API))
        .catcher(Catcher::default().hoop(page));
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    Server::new(TcpAcceptor::try_from(listener)?).serve(service).await;
    Ok(())
}

#[handler]
async fn read(request: &mut Request) -> Result<String, StatusError> {
    let number = request.param::<u64>("number").ok_or_else(StatusError::not_found)?;
    Ok(format!("user {number}"))
}

#[handler]
async fn update(response: &mut Response) {
    response.status_code(StatusCode::NO_CONTENT);
}

/// The page for an error.
#[handler]
async fn page(response: &mut Response, flow: &mut FlowCtrl) {
    response.render("nothing is here");
    flow.skip_rest();
}
