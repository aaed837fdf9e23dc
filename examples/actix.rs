//! An actix-web 4 server behind a policy: `cargo run --example actix` listens on port 3000 of this machine, or on the
//! address after `--`. This transcript leaves out the `date` of each answer. The headers can have any order.
//!
//! ```text
//! The app may read a user:
//! $ curl -i http://127.0.0.1:3000/users/7 -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! content-length: 6
//! access-control-allow-origin: https://app.example.com
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-credentials: true
//!
//! user 7
//!
//! It can also read why an extractor refused a request:
//! $ curl -i http://127.0.0.1:3000/users/ada -H 'Origin: https://app.example.com'
//! HTTP/1.1 404 Not Found
//! content-length: 28
//! access-control-allow-origin: https://app.example.com
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//! access-control-allow-credentials: true
//!
//! can not parse "ada" to a u64
//!
//! A browser asks before it sends a PUT:
//! $ curl -i http://127.0.0.1:3000/users/7 -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! access-control-allow-origin: https://app.example.com
//! vary: Origin
//! access-control-allow-methods: PUT
//! access-control-allow-credentials: true
//!
//! Another site gets no CORS headers:
//! $ curl -i http://127.0.0.1:3000/users/7 -H 'Origin: https://evil.example'
//! HTTP/1.1 200 OK
//! content-length: 6
//! content-type: text/plain; charset=utf-8
//! vary: Origin
//!
//! user 7
//! ```

use actix_web::{App, HttpResponse, HttpServer, middleware::NormalizePath, web};
use cors_policy::{actix::Cors, cors_policy};

cors_policy! {
    /// What our single-page app may do with the API.
    static API = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
}

fn main() -> std::io::Result<()> {
    let app = || {
        App::new()
            .service(
                web::resource("/users/{number}")
                    .route(web::get().to(read))
                    .route(web::put().to(HttpResponse::Created)),
            )
            .wrap(NormalizePath::trim())
            // The last `wrap` is the outermost: it answers preflights before anything else sees them.
            .wrap(Cors::new(&API))
    };
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let server = HttpServer::new(app).workers(1).bind(address)?;
    println!("listening on http://{}", server.addrs()[0]);
    actix_web::rt::System::new().block_on(server.run())
}

async fn read(number: web::Path<u64>) -> String {
    format!("user {number}")
}
