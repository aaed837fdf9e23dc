//! The tests in real browsers. Chromium is installed first if it is missing, because the tests need it.

use crate::Outcome;
use crate::command::Command;
use crate::debian::{install, is_there};
use crate::{built, gateways};

/// Runs the tests in each engine that is installed.
pub(crate) fn run() -> Outcome {
    if !has_chromium() {
        install("chromium chromium-driver", REMEDY)?;
    }
    let build = "build --quiet --locked --workspace --all-features --bin browsers";
    let program = built::program(&build.split(' ').collect::<Vec<_>>())?;
    // Some adapters are gateways.
    let tests = Command::new([gateways::variables()?, vec![program]].concat());
    println!("$ {tests}");
    tests.run()?;
    Ok(())
}

fn has_chromium() -> bool {
    (is_there("chromium") || is_there("google-chrome")) && is_there("chromedriver")
}

const REMEDY: &str = "\
the tests in browsers need Chromium and its driver: install `chromium` and `chromium-driver`, or what your system calls
them; `cargo xtask test --no-browser` leaves these tests out";
