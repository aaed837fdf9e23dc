//! A reverse proxy on [Pingora](https://docs.rs/pingora) that owns CORS for the service behind it. Pingora has types of its own,
//! so there is no adapter: `gateway.rs` asks the policy, and writes what it decides.
//!
//! Pingora needs `cmake` (Debian: `apt install cmake`; macOS: `brew install cmake`) and a C compiler. `cargo run` in this folder
//! listens on port 3000 of this machine, or on the address after `--`. A second address is that of a service of yours. This
//! transcript leaves out `Date` and `Connection`.
//!
//! ```text
//! The service sends `Access-Control-Allow-Origin: *` and two lines of `Vary`. The proxy replaces the one, and keeps the others:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! Content-Length: 3
//! X-Total: 1
//! vary: Accept
//! vary: Accept-Encoding
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-expose-headers: X-Total
//!
//! ada
//!
//! The proxy answers preflights. The service sees none:
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-allow-methods: DELETE, PUT
//! access-control-allow-headers: Content-Type
//! access-control-max-age: 7200
//!
//! $ curl -i http://127.0.0.1:3000/users -X OPTIONS -H 'Origin: https://evil.example' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 403 Forbidden
//! vary: Origin
//! Content-Length: 0
//!
//! A page can follow a redirect, and read a 404:
//! $ curl -i http://127.0.0.1:3000/old -H 'Origin: https://app.example.com'
//! HTTP/1.1 308 Permanent Redirect
//! Location: /users
//! Content-Length: 0
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-expose-headers: X-Total
//!
//! $ curl -i http://127.0.0.1:3000/nope -H 'Origin: https://app.example.com'
//! HTTP/1.1 404 Not Found
//! Content-Length: 0
//! Access-Control-Allow-Credentials: true
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-expose-headers: X-Total
//!
//! Here the service breaks off. The page can read that too:
//! $ curl -i http://127.0.0.1:3000/broken -H 'Origin: https://app.example.com'
//! HTTP/1.1 502 Bad Gateway
//! Server: Pingora
//! Content-Length: 0
//! Cache-Control: private, no-store
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-expose-headers: X-Total
//!
//! Another site cannot read, and the guard lets it change nothing:
//! $ curl -i http://127.0.0.1:3000/users -H 'Origin: https://evil.example'
//! HTTP/1.1 200 OK
//! Content-Length: 3
//! X-Total: 1
//! vary: Accept
//! vary: Accept-Encoding
//! vary: Origin
//!
//! ada
//! $ curl -i http://127.0.0.1:3000/users -X POST -H 'Origin: https://evil.example'
//! HTTP/1.1 403 Forbidden
//! Server: Pingora
//! Content-Length: 0
//! Cache-Control: private, no-store
//! vary: Origin
//! ```

mod gateway;
mod legacy;
mod policy;

use std::error::Error;
use std::net::TcpListener;
use std::{env, io};

use pingora_core::server::Server;
use pingora_proxy::http_proxy_service;

use gateway::Gateway;

fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let upstream = match env::args().nth(2) {
        Some(address) => address.parse()?,
        None => legacy::start()?,
    };
    let mut server = Server::new(None)?;
    server.bootstrap();
    let gateway = Gateway::new(&policy::API, upstream)?;
    let mut service = http_proxy_service(&server.configuration, gateway);
    let address = free(&address)?;
    service.add_tcp(&address);
    server.add_service(service);
    println!("listening on http://{address}");
    server.run_forever()
}

/// The address with a port: Pingora does not tell which port it gets for port 0, and panics if the port is taken.
fn free(address: &str) -> io::Result<String> {
    Ok(TcpListener::bind(address)?.local_addr()?.to_string())
}
