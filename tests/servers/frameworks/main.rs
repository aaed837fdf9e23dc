//! What is specific to each framework. The table of scenarios does not contain it: which part of the framework creates
//! errors, how routers nest, what other middleware does, streams, and upgrades.

mod actix;
mod axum;
mod hyper;
mod lambda;
mod moving;
mod poem;
mod readiness;
mod refused;
mod repeated;
mod rocket;
#[path = "../rocket_server.rs"]
mod rocket_server;
mod salvo;
mod select;
mod shadow;
#[path = "../socket.rs"]
mod socket;
mod tonic;
mod warp;

use std::io::{Read, Write};
use std::net::SocketAddr;

use cors_policy::cors_policy;

use socket::Response;

cors_policy! {
    /// The policy in front of every server here.
    static API = { origins: ["https://app.example.com"], methods: [PUT], exposed_headers: ["ETag"] };

    /// Another policy. Its headers differ from those of the first.
    static OTHER = { origins: ["https://app.example.com"], credentials: true };
}

const APP: &str = "Origin: https://app.example.com";
const EVIL: &str = "Origin: https://evil.example";
const PUT: &str = "Access-Control-Request-Method: PUT";

/// The CORS headers and `Vary` of `API` for an allowed request, sorted.
const ALLOWED: &[&str] = &[
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: ETag",
    "vary: Origin",
];

/// The same for a preflight of an allowed origin.
const ANSWERED: &[&str] = &[
    "access-control-allow-methods: PUT",
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];

/// The same for any other request.
const REFUSED: &[&str] = &["vary: Origin"];

/// The response of a server without a policy has none of these headers.
const NOTHING: &[&str] = &[];

/// Sends a request on a connection of its own. The first line has no HTTP version, and the last line can be a body.
fn send(address: SocketAddr, start: &str, headers: &[&str], body: &str) -> Response {
    let length = format!("Content-Length: {}", body.len());
    let fixed = ["Host: test", "Connection: close", &length];
    let start = format!("{start} HTTP/1.1");
    let lines = [start.as_str()].into_iter().chain(fixed).chain(headers.iter().copied());
    let head = lines.collect::<Vec<_>>().join("\r\n");
    socket::exchange(address, format!("{head}\r\n\r\n{body}").as_bytes())
}

/// Asks for an upgrade, and for an echo over the upgraded connection.
fn upgrade(address: SocketAddr, path: &str) -> (Response, String) {
    let mut stream = socket::connect(address);
    let lines = [&format!("GET {path} HTTP/1.1"), "Host: test", APP, UPGRADE, CONNECTION, "", ""];
    stream.write_all(lines.join("\r\n").as_bytes()).expect("the server reads");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("the server answers");
        head.extend(byte);
    }
    stream.write_all(b"hello").expect("the server reads on");
    let mut echo = [0; 5];
    stream.read_exact(&mut echo).expect("the server says it again");
    (socket::parse(&head), socket::text(&echo))
}

/// The CORS headers and the lines of `Vary`, sorted.
fn lines_of(response: &Response) -> Vec<String> {
    let is_relevant = |name: &str| name == "vary" || name.starts_with("access-control-");
    let relevant = response.headers.iter().filter(|(name, _)| is_relevant(name));
    let mut lines = relevant.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>();
    lines.sort();
    lines
}

/// Checks the status, the CORS headers and `Vary`.
#[track_caller]
fn assert_says(response: &Response, status: u16, lines: &[&str]) {
    assert_eq!(response.status, status, "{}", response.body);
    assert_eq!(lines_of(response), lines);
}

/// The only protocol to which actix-web can upgrade a connection.
const UPGRADE: &str = "Upgrade: websocket";
const CONNECTION: &str = "Connection: Upgrade";
