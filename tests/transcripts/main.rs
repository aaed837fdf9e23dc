//! Every example is started, and asked what its header says; its answers must be those of the header, byte for byte.

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

/// Plays the transcript in the header of an example.
fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../examples/{name}.rs"));
    let source = fs::read_to_string(path).expect("the example can be read");
    let exchanges = transcript::parse(&source);
    assert!(!exchanges.is_empty(), "{name} shows no curl commands");
    let process = Process::start(name);
    for exchange in exchanges {
        let answer = process.send(&exchange.request);
        assert_eq!(answer, exchange.answer, "{name}: {}", exchange.command);
    }
}
