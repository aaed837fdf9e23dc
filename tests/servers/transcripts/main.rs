//! Starts every example, and sends it the requests in its header. The answers must be equal to those in the header,
//! except for the order of the lines: actix-web changes it each time.

mod configured;
mod metrics;
#[path = "../process.rs"]
mod process;
mod refusals;
#[cfg(unix)]
mod reload;
mod shared;
mod tenants;
mod transcript;

use std::fs;
use std::path::Path;
use std::process::Command;

use process::{Process, example, server};
use transcript::{ask, exchanges, sorted};

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
fn rocket() {
    check("rocket");
}

#[test]
fn poem() {
    check("poem");
}

#[test]
fn salvo() {
    check("salvo");
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

#[test]
fn warp() {
    check("warp");
}

/// Tests only the answers before the file changes. [`reload`] tests the changes.
#[test]
fn reload() {
    check("reload");
}

/// Tests only its API. Its page is for a browser.
#[test]
fn playground() {
    check("playground");
}

/// Runs the transcript in the header of an example.
fn check(name: &str) {
    let source = source(name);
    let process = Process::spawn(&mut command(name));
    compare(name, &process, &header(&source));
}

/// Sends each request of a transcript, and compares the answers.
fn compare(name: &str, process: &Process, transcript: &[&str]) {
    let exchanges = exchanges(transcript);
    assert!(!exchanges.is_empty(), "{name} shows no curl commands");
    for exchange in exchanges {
        let answer = ask(process.address(), &exchange.request);
        assert_eq!(sorted(&answer), sorted(&exchange.answer), "{name}: {}", exchange.command);
    }
}

/// Builds an example. The command starts it on a free port.
fn command(name: &str) -> Command {
    server(&example(name))
}

/// The source of an example.
fn source(name: &str) -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    fs::read_to_string(examples.join(format!("{name}.rs")))
        .or_else(|_| fs::read_to_string(examples.join(name).join("main.rs")))
        .expect("the example can be read")
}

/// The lines of the header of an example, without comment signs.
fn header(source: &str) -> Vec<&str> {
    let header = source.lines().map_while(|line| line.strip_prefix("//!"));
    header.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect()
}
