//! Starts every example, and sends it the requests in its header. The answers must be equal to those in the header,
//! except for the order of the lines: actix-web changes it each time.

#[path = "../process.rs"]
mod process;
mod shared;
mod tenants;
mod transcript;

use std::fs;
use std::path::Path;

use process::{Process, example};
use transcript::{Exchange, ask, exchanges, sorted};

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

/// Tests only its API. Its page is for a browser.
#[test]
fn playground() {
    check("playground");
}

/// Runs the transcript in the header of an example.
fn check(name: &str) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let source = fs::read_to_string(examples.join(format!("{name}.rs")))
        .or_else(|_| fs::read_to_string(examples.join(name).join("main.rs")))
        .expect("the example can be read");
    play(name, &source, &Process::run(&example("cors-policy-examples", name), &[]));
}

/// Sends the commands in the header of `source`, and compares the answers.
fn play(name: &str, source: &str, process: &Process) {
    let exchanges = parse(source);
    assert!(!exchanges.is_empty(), "{name} shows no curl commands");
    for exchange in exchanges {
        let answer = ask(process.address(), &exchange.request);
        assert_eq!(sorted(&answer), sorted(&exchange.answer), "{name}: {}", exchange.command);
    }
}

/// Reads all commands in the header of `source`.
fn parse(source: &str) -> Vec<Exchange> {
    let header = source.lines().map_while(|line| line.strip_prefix("//!"));
    let lines = header.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>();
    exchanges(&lines)
}
