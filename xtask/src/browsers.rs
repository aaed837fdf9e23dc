//! The tests in real browsers, after the one that they cannot do without is installed.

use std::env;
use std::process::{self, Stdio};

use crate::Outcome;
use crate::command::Command;

/// Runs them in each engine that is there.
pub(crate) fn run() -> Outcome {
    if !has_chromium() {
        install()?;
    }
    run_line("cargo run --quiet --locked --package cors-policy-browser-tests")
}

fn has_chromium() -> bool {
    (is_there("chromium") || is_there("google-chrome")) && is_there("chromedriver")
}

/// Installs Debian's Chromium, where we may.
fn install() -> Outcome {
    let sudo = match () {
        () if !is_there("apt-get") => return Err(REMEDY.into()),
        () if succeeds("test", &["-w", "/var/lib/dpkg/lock"]) => "",
        () if succeeds("sudo", &["-n", "true"]) => "sudo -n ",
        () => return Err(REMEDY.into()),
    };
    let install = "apt-get install --yes --no-install-recommends chromium chromium-driver";
    for line in ["apt-get update", install] {
        run_line(&format!("{sudo}{line}")).map_err(|error| format!("{error}; {REMEDY}"))?;
    }
    Ok(())
}

/// Prints a command and runs it.
fn run_line(line: &str) -> Outcome {
    println!("$ {line}");
    Command::new(line.split(' ').map(str::to_owned).collect()).run()?;
    Ok(())
}

fn is_there(program: &str) -> bool {
    let paths = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = process::Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

const REMEDY: &str = "\
the tests in browsers need Chromium and its driver: install `chromium` and `chromium-driver`, or what your system calls
them; `cargo xtask test --no-browser` leaves these tests out";
