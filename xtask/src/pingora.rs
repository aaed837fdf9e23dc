//! The tests of the example `pingora`, which is a separate workspace because it needs `cmake`. `cmake` is unpacked first if it
//! is missing.

use std::env;

use crate::Outcome;
use crate::command::Command;
use crate::debian::{is_there, libraries, succeeds, unpack};

/// Checks the example, and runs its tests.
pub(crate) fn run() -> Outcome {
    let variables = if is_there("cmake") { Vec::new() } else { unpacked()? };
    for line in [LINT, TESTS] {
        let words = line.split(' ').map(str::to_owned);
        let command = Command::new(variables.iter().cloned().chain(words).collect());
        println!("$ {command}");
        command.run()?;
    }
    Ok(())
}

/// The variables that make build scripts find a `cmake` that is unpacked below the target folder.
fn unpacked() -> Outcome<Vec<String>> {
    let folder = env::current_dir()?.join(FOLDER);
    if !folder.is_dir() {
        unpack(&["cmake"], &folder, REMEDY)?;
    }
    let libraries = env::join_paths(libraries(&folder)?)?.to_string_lossy().into_owned();
    let program = folder.join("usr/bin/cmake").to_string_lossy().into_owned();
    let variables = [format!("CMAKE={program}"), format!("LD_LIBRARY_PATH={libraries}")];
    // A library may be missing, so check that it runs.
    if succeeds("env", &[&variables[1], &program, "--version"]) {
        Ok(variables.into())
    } else {
        Err(REMEDY.into())
    }
}

const FOLDER: &str = "target/cmake";
/// Clippy in place of the compiler, for the example only. `cargo clippy` would check all dependencies, and the tests would then build
/// them. `Cargo.toml` denies warnings.
const LINT: &str = "RUSTC_WORKSPACE_WRAPPER=clippy-driver cargo build --locked --manifest-path examples/pingora/Cargo.toml --target-dir target/pingora";
const TESTS: &str = "cargo test --locked --workspace --all-features --test pingora";
const REMEDY: &str = "\
the example `pingora` needs cmake: install `cmake`, or what your system calls it; `cargo xtask test --no-browser` leaves this
example out";
