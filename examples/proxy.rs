//! A reverse proxy with a policy, in front of a service that sends CORS headers itself. The policy removes those
//! headers and writes its own, once. `cargo run --example proxy` listens on port 3000, or on the address after `--`.
//!
//! ```text
//! The service sends `Access-Control-Allow-Origin: *`, which browsers do not accept for a request with cookies:
//! $ curl -i http://127.0.0.1:3000/ -H 'Origin: https://app.example.com'
//! HTTP/1.1 200 OK
//! content-length: 5
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//!
//! hello
//!
//! The proxy answers the preflight for a PUT, and the service does not see it:
//! $ curl -i http://127.0.0.1:3000/ -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: https://app.example.com
//! access-control-allow-credentials: true
//! access-control-allow-methods: PUT
//! ```

use std::io::{self, Read, Write};
use std::{env, net, thread};

use cors_policy::{cors_policy, hyper::Cors};
use hyper::body::Incoming;
use hyper::client::conn::http1 as client;
use hyper::{Request, Response, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

cors_policy! {
    /// What our single-page app may do.
    static API = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let upstream = start_legacy_service()?;
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        let service = Cors::new(&API, service_fn(move |request| forward(upstream, request)));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

/// Sends the request to the service. The proxy does not read the body of the response first. A real proxy would keep
/// connections open.
async fn forward(
    upstream: net::SocketAddr,
    request: Request<Incoming>,
) -> Result<Response<Incoming>, Box<dyn std::error::Error + Send + Sync>> {
    let stream = TokioIo::new(TcpStream::connect(upstream).await?);
    let (mut sender, connection) = client::handshake(stream).await?;
    tokio::spawn(connection);
    Ok(sender.send_request(request).await?)
}

fn start_legacy_service() -> io::Result<net::SocketAddr> {
    let listener = net::TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            // If this fails, the proxy gets an error.
            let _ = (stream.read(&mut [0; 4096]), stream.write_all(LEGACY));
        }
    });
    Ok(address)
}

const LEGACY: &[u8] =
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nAccess-Control-Allow-Origin: *\r\n\r\nhello";
