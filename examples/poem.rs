//! A poem 3 server behind a policy: `cargo run --example poem` listens on port 3000 of this machine, or on the address
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
//! It can also read the error of an extractor:
//! $ curl -i http://127.0.0.1:3000/users/ada -H 'Origin: https://app.example.com'
//! HTTP/1.1 400 Bad Request
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! content-length: 19
//!
//! invalid path params
//!
//! And the page that `catch_error` makes of a 404, because it is inside of the policy:
//! $ curl -i http://127.0.0.1:3000/nowhere -H 'Origin: https://app.example.com'
//! HTTP/1.1 404 Not Found
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
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

use cors_policy::{cors_policy, poem::Cors};
use poem::http::StatusCode;
use poem::listener::TcpAcceptor;
use poem::{EndpointExt, Route, Server, error::NotFoundError, get, handler, web::Path};
use tokio::net::TcpListener;

cors_policy! {
    /// What our single-page app may do with the API.
    static API = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Route::new()
        .at("/users/:number", get(read).put(update))
        .catch_error(|_: NotFoundError| async { (StatusCode::NOT_FOUND, "nothing is here") })
        // The last `with` is the outermost: it answers preflights before anything else sees them.
        .with(Cors::new(&API));
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    Server::new_with_acceptor(TcpAcceptor::from_tokio(listener)?).run(app).await
}

#[handler]
fn read(Path(number): Path<u64>) -> String {
    format!("user {number}")
}

#[handler]
fn update(Path(_): Path<u64>) -> StatusCode {
    StatusCode::NO_CONTENT
}
