//! Every example is started, and asked what its header says; its answers must be those of the header, but for the order of
//! the lines, which actix-web makes another each time.

mod process;
mod shared;
mod transcript;

use std::fs;
use std::path::Path;

use process::Process;

#[test]
fn axum() {
    check("axum");
}

#[test]
fn hyper() {
    check("hyper");
}

#[test]
fn actix() {
    check("actix");
}

#[test]
fn proxy() {
    check("proxy");
}

#[test]
fn github() {
    check("github");
}

#[test]
fn oauth() {
    check("oauth");
}

#[test]
fn auth_behind_cors() {
    check("auth_behind_cors");
}

#[test]
fn wrong_order() {
    check("wrong_order");
}

/// Its API. Its page is for a browser.
#[test]
fn playground() {
    check("playground");
}

/// Plays the transcript in the header of an example.
fn check(name: &str) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let source = fs::read_to_string(examples.join(format!("{name}.rs")))
        .or_else(|_| fs::read_to_string(examples.join(name).join("main.rs")))
        .expect("the example can be read");
    let exchanges = transcript::parse(&source);
    assert!(!exchanges.is_empty(), "{name} shows no curl commands");
    let process = Process::start(name);
    for exchange in exchanges {
        let answer = process.send(&exchange.request);
        assert_eq!(sorted(&answer), sorted(&exchange.answer), "{name}: {}", exchange.command);
    }
}

/// The status line, the sorted lines of the head, and the rest.
fn sorted(answer: &str) -> String {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let mut lines = head.split("\r\n").collect::<Vec<_>>();
    lines[1..].sort_unstable();
    format!("{}\r\n\r\n{body}", lines.join("\r\n"))
}
