//! A Rocket 0.5 server behind a policy: `cargo run --example rocket` listens on port 3000 of this machine, or on the address
//! after `--`. This transcript leaves out the `date` of each answer. The headers can have any order.
//!
//! ```text
//! The app may read a user:
//! $ curl -i http://127.0.0.1:3000/users/7 -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! server: Rocket
//! x-frame-options: SAMEORIGIN
//! permissions-policy: interest-cohort=()
//! x-content-type-options: nosniff
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! content-length: 6
//!
//! user 7
//!
//! It can also read what a catcher says:
//! $ curl -i http://127.0.0.1:3000/users/ada -H 'Origin: https://app.example.com'
//! HTTP/1.1 422 Unprocessable Entity
//! content-type: text/plain; charset=utf-8
//! server: Rocket
//! x-frame-options: SAMEORIGIN
//! permissions-policy: interest-cohort=()
//! x-content-type-options: nosniff
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! content-length: 31
//!
//! sorry: 422 Unprocessable Entity
//!
//! A browser asks before it sends a PUT:
//! $ curl -i http://127.0.0.1:3000/users/7 -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! server: Rocket
//! x-frame-options: SAMEORIGIN
//! permissions-policy: interest-cohort=()
//! x-content-type-options: nosniff
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-allow-methods: PUT
//!
//! Another site gets no CORS headers:
//! $ curl -i http://127.0.0.1:3000/users/7 -H 'Origin: https://evil.example'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! server: Rocket
//! x-frame-options: SAMEORIGIN
//! permissions-policy: interest-cohort=()
//! x-content-type-options: nosniff
//! vary: Origin
//! content-length: 6
//!
//! user 7
//!
//! The guard refuses its requests that change something:
//! $ curl -i http://127.0.0.1:3000/users/7 -X PUT -H 'Origin: https://evil.example'
//! HTTP/1.1 403 Forbidden
//! cache-control: no-store
//! server: Rocket
//! x-frame-options: SAMEORIGIN
//! permissions-policy: interest-cohort=()
//! x-content-type-options: nosniff
//! vary: Origin
//! content-length: 0
//! ```

use std::net::SocketAddr;

use cors_policy::guard::OriginGuard;
use cors_policy::{cors_policy, rocket::Cors};
use rocket::config::{Config, LogLevel};
use rocket::fairing::AdHoc;
use rocket::http::Status;
use rocket::{Request, catch, catchers, get, put, routes};

cors_policy! {
    /// What our single-page app may do with the API.
    static API = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
}

#[get("/users/<number>")]
fn read(number: u64) -> String {
    format!("user {number}")
}

#[put("/users/<_number>")]
const fn write(_number: u64) -> Status {
    Status::Created
}

#[catch(default)]
fn sorry(status: Status, _: &Request<'_>) -> String {
    format!("sorry: {status}")
}

#[rocket::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let address = address.parse::<SocketAddr>()?;
    let config = Config {
        address: address.ip(),
        port: address.port(),
        // This program writes one line. Without this, Rocket writes a log of each request.
        log_level: LogLevel::Off,
        ..Config::default()
    };
    let rocket = rocket::custom(config)
        .mount("/", routes![read, write])
        .register("/", catchers![sorry])
        .attach(AdHoc::on_liftoff("address", |rocket| {
            Box::pin(async {
                let Config { address, port, .. } = rocket.config();
                println!("listening on http://{address}:{port}");
            })
        }))
        .attach(OriginGuard::new(&API)?)
        // The last fairing: it replaces the CORS headers of all others. It also answers preflights, so no route has to.
        .attach(Cors::new(&API));
    rocket.launch().await?;
    Ok(())
}
