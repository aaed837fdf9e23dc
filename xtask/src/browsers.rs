//! The tests in real browsers. Chromium is installed first if it is missing, because the tests need it.

use crate::Outcome;
use crate::built;
use crate::debian::{install, is_there, run_line};

/// Runs the tests in each engine that is installed.
pub(crate) fn run() -> Outcome {
    if !has_chromium() {
        install("chromium chromium-driver", REMEDY)?;
    }
    let program =
        "build --quiet --locked --workspace --all-features --bin cors-policy-browser-tests";
    run_line(&built::program(&program.split(' ').collect::<Vec<_>>())?)
}

fn has_chromium() -> bool {
    (is_there("chromium") || is_there("google-chrome")) && is_there("chromedriver")
}

const REMEDY: &str = "\
the tests in browsers need Chromium and its driver: install `chromium` and `chromium-driver`, or what your system calls
them; `cargo xtask test --no-browser` leaves these tests out";
