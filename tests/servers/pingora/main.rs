//! The example `pingora`: its transcript, and every request with every answer of an upstream. `cargo xtask pingora` runs this,
//! because Pingora needs `cmake`.

#[path = "../../../examples/pingora/policy.rs"]
mod policy;
#[path = "../process.rs"]
mod process;
#[path = "../socket.rs"]
mod socket;
#[path = "../transcripts/transcript.rs"]
mod transcript;
mod upstream;

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

use cors_policy::{Decision, Policy};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use process::Process;
use socket::Response;
use upstream::Upstream;

#[test]
fn the_answers_are_those_in_the_header() {
    let source = fs::read_to_string(folder().join("main.rs")).expect("the example can be read");
    let header = source.lines().map_while(|line| line.strip_prefix("//!"));
    let header = header.map(|line| in_lower_case(line.strip_prefix(' ').unwrap_or(line)));
    let header = header.collect::<Vec<_>>();
    let exchanges = transcript::exchanges(&header.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(exchanges.len() > 5, "the header shows curl commands");
    let process = start(None);
    for exchange in exchanges {
        let answer = transcript::ask(process.address(), &exchange.request);
        assert_eq!(shown(&answer), transcript::sorted(&exchange.answer), "{}", exchange.command);
    }
}

/// The parts of an answer that the header shows, in the form of [`transcript::sorted`].
fn shown(answer: &str) -> String {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let lines = head.split("\r\n").map(in_lower_case);
    let is_shown =
        |line: &String| !["date: ", "connection: "].iter().any(|it| line.starts_with(it));
    let head = lines.filter(is_shown).collect::<Vec<_>>().join("\r\n");
    transcript::sorted(&format!("{head}\r\n\r\n{body}"))
}

/// The line with a name in lower case, if it is one of a header. Pingora keeps the spelling of the upstream.
fn in_lower_case(line: &str) -> String {
    match line.split_once(": ") {
        Some((name, value)) if !name.contains(' ') => format!("{}: {value}", name.to_lowercase()),
        _ => line.to_owned(),
    }
}

/// The proxy gives the same answer as the policy itself, whatever the upstream sends, and the upstream sees no preflight.
#[test]
fn every_answer_is_that_of_the_policy() {
    let upstream = Upstream::start();
    let process = start(Some(upstream.address()));
    for (name, status, lines) in upstream::ANSWERS {
        for (method, request) in REQUESTS {
            let response = send(&process, method, &format!("/{name}"), request);
            let case = format!("{method} {request:?}, the upstream answers {name}");
            let (expected_status, expected) = expected(method, request, *status, lines);
            assert_eq!(response.status, expected_status, "{case}");
            assert_eq!(relevant(&response.headers), expected, "{case}");
            let seen = upstream.take_seen();
            let is_preflight = is_preflight(method, request);
            assert_eq!(seen.len(), usize::from(!is_preflight), "{case}: {seen:?}");
            for (header, value) in headers_of(lines) {
                let is_there = response.headers.contains(&(header.clone(), value.clone()));
                assert!(is_preflight || is_cors(&header) || is_there, "{case}: {header} is gone");
            }
        }
    }
}

/// A page of an allowed origin can read the 502.
#[test]
fn an_upstream_that_is_dead_or_breaks_off_is_a_502_with_the_headers() {
    let dead = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port");
    let upstream = Upstream::start();
    for (address, path) in [(dead, "/"), (upstream.address(), "/breaks-off")] {
        let process = start(Some(address));
        for (method, request) in REQUESTS {
            let response = send(&process, method, path, request);
            let (status, lines) = expected(method, request, 502, &[]);
            assert_eq!(response.status, status, "{method} {request:?}");
            assert_eq!(relevant(&response.headers), lines, "{method} {request:?}");
        }
    }
    let preflights = REQUESTS.iter().filter(|(method, request)| is_preflight(method, request));
    assert_eq!(upstream.take_seen().len(), REQUESTS.len() - preflights.count());
}

#[test]
fn the_guard_refuses_what_other_sites_send() {
    let upstream = Upstream::start();
    let process = start(Some(upstream.address()));
    for (method, lines, is_refused) in [
        ("POST", &["Origin: https://evil.example"][..], true),
        ("DELETE", &["Sec-Fetch-Site: cross-site"], true),
        (
            "GET",
            &["Origin: https://evil.example", "Upgrade: websocket", "Connection: Upgrade"],
            true,
        ),
        ("POST", &["Origin: https://app.example.com"], false),
        ("POST", &["Origin: http://test"], false),
        ("POST", &[], false),
    ] {
        let response = send(&process, method, "/plain", lines);
        assert_eq!(response.status == 403, is_refused, "{method} {lines:?}: {}", response.status);
        assert_eq!(upstream.take_seen().is_empty(), is_refused, "{method} {lines:?}");
        assert!(relevant(&response.headers).contains(&"vary: Origin".to_owned()));
    }
}

/// Requests that the guard lets pass: a method and header lines.
const REQUESTS: &[(&str, &[&str])] = &[
    ("GET", &[]),
    ("GET", &["Origin: https://app.example.com"]),
    ("GET", &["Origin: https://pr-7.preview.example.com"]),
    ("GET", &["Origin: https://evil.example"]),
    ("GET", &["Origin: null"]),
    ("GET", &["Origin: https://app.example.com", "Origin: https://app.example.com"]),
    ("HEAD", &["Origin: https://app.example.com"]),
    ("DELETE", &["Origin: https://app.example.com"]),
    ("OPTIONS", &["Origin: https://app.example.com"]),
    ("OPTIONS", &["Access-Control-Request-Method: PUT"]),
    ("OPTIONS", &["Origin: https://app.example.com", "Access-Control-Request-Method: PUT"]),
    ("OPTIONS", &["Origin: https://app.example.com", "Access-Control-Request-Method: PATCH"]),
    ("OPTIONS", &["Origin: https://evil.example", "Access-Control-Request-Method: PUT"]),
    (
        "OPTIONS",
        &[
            "Origin: https://app.example.com",
            "Access-Control-Request-Method: PUT",
            "Access-Control-Request-Headers: content-type",
        ],
    ),
];

/// The status and the relevant lines, as the policy decides, without a proxy.
fn expected(method: &str, request: &[&str], status: u16, lines: &[&str]) -> (u16, Vec<String>) {
    static API: &Policy = &policy::API;
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    match API.decide(&method, &map(headers_of(request))) {
        Decision::Preflight(preflight) => {
            let response = preflight.into_response(());
            (response.status().as_u16(), relevant(&pairs(response.headers())))
        }
        decision => {
            let mut headers = map(headers_of(lines));
            decision.apply(&mut headers);
            (status, relevant(&pairs(&headers)))
        }
    }
}

fn is_preflight(method: &str, request: &[&str]) -> bool {
    let has = |name| request.iter().any(|line| line.starts_with(name));
    method == "OPTIONS" && has("Origin: ") && has("Access-Control-Request-Method: ")
}

/// The name and the value of each line.
fn headers_of(lines: &[&str]) -> Vec<(String, String)> {
    let lines = lines.iter().filter_map(|line| line.split_once(": "));
    lines.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect()
}

fn map(headers: Vec<(String, String)>) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let value = HeaderValue::try_from(value).expect("a header value");
        map.append(HeaderName::try_from(name).expect("a header name"), value);
    }
    map
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let pairs =
        headers.iter().map(|(name, value)| (name.to_string(), socket::text(value.as_bytes())));
    pairs.collect()
}

fn is_cors(name: &str) -> bool {
    name == "vary" || name.starts_with("access-control-")
}

fn relevant(headers: &[(String, String)]) -> Vec<String> {
    let relevant = headers.iter().filter(|(name, _)| is_cors(name));
    let mut lines = relevant.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>();
    lines.sort();
    lines
}

fn send(process: &Process, method: &str, path: &str, lines: &[&str]) -> Response {
    let start = format!("{method} {path} HTTP/1.1");
    let fixed = [start.as_str(), "Host: test", "Connection: close", "Content-Length: 0"];
    // An upgrade needs its own `Connection`.
    let is_upgrade = lines.contains(&"Connection: Upgrade");
    let fixed = fixed.into_iter().filter(|line| !is_upgrade || *line != "Connection: close");
    let head = fixed.chain(lines.iter().copied()).chain(["", ""]).collect::<Vec<_>>().join("\r\n");
    let address = process.address().parse().expect("an address");
    socket::exchange(address, head.as_bytes())
}

/// Starts the example in front of an upstream, or of its own.
fn start(upstream: Option<SocketAddr>) -> Process {
    static BUILT: Once = Once::new();
    let target = process::profile().ancestors().nth(1).expect("a target folder").join("pingora");
    let manifest = folder().join("Cargo.toml");
    BUILT.call_once(|| {
        let paths = [manifest.to_str(), target.to_str()].map(|path| path.expect("a Unicode path"));
        process::build(&["--locked", "--manifest-path", paths[0], "--target-dir", paths[1]]);
    });
    let mut command = process::server(&target.join("debug").join("pingora"));
    command.args(upstream.map(|address| address.to_string())).stderr(Stdio::null());
    let process = Process::spawn(&mut command);
    // Pingora listens a little later than it says.
    let start = Instant::now();
    while TcpStream::connect(process.address()).is_err() {
        assert!(start.elapsed() < Duration::from_secs(20), "the example does not listen");
        thread::sleep(Duration::from_millis(10));
    }
    process
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/pingora")
}
