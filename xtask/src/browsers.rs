//! The tests in real browsers, after the one that they cannot do without is installed.

use crate::Outcome;
use crate::debian::{install, is_there, run_line};

/// Runs them in each engine that is there.
pub(crate) fn run() -> Outcome {
    if !has_chromium() {
        install("chromium chromium-driver", REMEDY)?;
    }
    run_line("cargo run --quiet --locked --package cors-policy-browser-tests")
}

fn has_chromium() -> bool {
    (is_there("chromium") || is_there("google-chrome")) && is_there("chromedriver")
}

const REMEDY: &str = "\
the tests in browsers need Chromium and its driver: install `chromium` and `chromium-driver`, or what your system calls
them; `cargo xtask test --no-browser` leaves these tests out";
