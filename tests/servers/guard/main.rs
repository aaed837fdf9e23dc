//! The guard in front of each framework: one table of requests, WebSockets over HTTP/1 and HTTP/2, a comparison with the
//! guard of `tower-http`, and servers behind a proxy.

mod actix;
mod axum;
mod compared;
mod http2;
mod own_origin;
mod poem;
mod refusals;
mod rocket;
#[path = "../rocket_server.rs"]
mod rocket_server;
mod salvo;
#[path = "../socket.rs"]
mod socket;
mod table;
mod warp;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use cors_policy::cors_policy;
use cors_policy::guard::OriginGuard;

use socket::Response;
use table::Case;

cors_policy! {
    /// The policy of every server here, for CORS and for the guard.
    static API = {
        origins: ["https://app.example.com", "https://*.preview.example.com", "tauri://localhost"],
        methods: [PUT],
        credentials: true,
    };
}

/// How often the handlers of one server have run.
type Runs = &'static AtomicUsize;

fn guard() -> OriginGuard {
    OriginGuard::new(&API).expect("the policy lists origins")
}

/// Sends the request of each case, and reports all answers that differ.
fn run(address: SocketAddr, runs: Runs) {
    let failures = table::all().into_iter().filter_map(|case| {
        let before = runs.load(Ordering::SeqCst);
        let response = ask(address, &case);
        let has_run = runs.load(Ordering::SeqCst) > before;
        let passed = response.status != 403;
        let is_right = passed == case.passes && has_run == case.passes;
        (!is_right).then(|| format!("{} {:?}: {}", case.method, case.lines, response.status))
    });
    let failures = failures.collect::<Vec<_>>();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn ask(address: SocketAddr, case: &Case) -> Response {
    let start = format!("{} {} HTTP/1.1", case.method, case.target);
    let fixed = [start.as_str(), "Connection: close", "Content-Length: 0"];
    let head = [&fixed, &case.lines[..], &["", ""]].concat().join("\r\n");
    socket::exchange(address, &head.chars().map(|c| c as u8).collect::<Vec<_>>())
}

/// A page of another origin can read why its request failed, if CORS allows that origin; a cache keeps nothing.
fn assert_the_answer_is_plain(address: SocketAddr) {
    let case = Case {
        method: "POST",
        target: "/",
        lines: vec!["Host: api.example.com", "Origin: https://evil.example"],
        passes: false,
    };
    let response = ask(address, &case);
    let value =
        |name| response.headers.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
    assert_eq!(response.status, 403);
    assert_eq!(value("cache-control"), Some("no-store"));
    assert_eq!(value("vary"), Some("Origin"));
    assert_eq!(value("access-control-allow-origin"), None);
    assert_eq!(response.body.trim(), "");
}
