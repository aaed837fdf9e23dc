//! The tests with a cache in front of a policy. nginx is unpacked first if it is missing.

use std::env;

use crate::Outcome;
use crate::command::Command;
use crate::debian::{succeeds, unpack};

/// Runs the tests.
pub(crate) fn run() -> Outcome {
    let program = match installed() {
        Some(program) => program,
        None => unpacked()?,
    };
    let words = TESTS.split(' ').map(str::to_owned);
    let tests =
        Command::new([format!("NGINX_PROGRAM={program}")].into_iter().chain(words).collect());
    println!("$ {tests}");
    tests.run()?;
    Ok(())
}

/// The path of an installed nginx. Debian installs it in a folder that is not in every `PATH`.
fn installed() -> Option<String> {
    let programs = ["nginx", "/usr/sbin/nginx"];
    programs.into_iter().find(|program| is_nginx(program)).map(str::to_owned)
}

/// The path of an nginx that is unpacked below the target folder. It is not installed, because Debian starts an
/// installed nginx as a server.
fn unpacked() -> Outcome<String> {
    let folder = env::current_dir()?.join(FOLDER);
    let program = folder.join("usr/sbin/nginx");
    let program = program.to_str().ok_or("the path of the repository is not Unicode")?;
    if !folder.is_dir() {
        unpack(&["nginx"], &folder, REMEDY)?;
    }
    // A library may be missing, so check that nginx runs.
    if is_nginx(program) { Ok(program.to_owned()) } else { Err(REMEDY.into()) }
}

fn is_nginx(program: &str) -> bool {
    succeeds(program, &["-v"])
}

const FOLDER: &str = "target/nginx";
const TESTS: &str = "cargo test --locked --workspace --all-features --test cache";
const REMEDY: &str = "\
the tests with a cache need nginx: install `nginx`, or what your system calls it; `cargo xtask test --no-browser` leaves
these tests out";
