//! Runs an example as a process.

use std::env::{self, consts::EXE_SUFFIX};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Once;

/// A running example. It ends when this is dropped.
pub(crate) struct Process {
    pub(crate) child: Child,
    address: String,
}

impl Process {
    /// Starts a server, and waits until it listens.
    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut child = command.spawn().expect("the example starts");
        let stdout = child.stdout.take().expect("the output is piped");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).expect("the example says where it listens");
        let address =
            line.trim().strip_prefix("listening on http://").expect("an address").to_owned();
        Self { child, address }
    }

    /// The address on which it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // If this fails, the process has ended already, and nothing is left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[allow(
    dead_code,
    reason = "each test binary has its own copy of this file, and not all start an example of the workspace"
)]
/// Builds the examples, and returns the path of the program of this one.
pub(crate) fn example(name: &str) -> PathBuf {
    build_workspace();
    profile().join("examples").join(format!("{name}{EXE_SUFFIX}"))
}

/// Builds all programs of the workspace, once.
///
/// With these options, Cargo uses what `cargo test --workspace --all-features` has built. For a single package it would
/// select other features of the dependencies, and build them again.
pub(crate) fn build_workspace() {
    static BUILT: Once = Once::new();
    BUILT.call_once(|| build(&["--workspace", "--all-features", "--bins", "--examples"]));
}

/// The command that starts a server on a free port.
pub(crate) fn server(executable: &Path) -> Command {
    let mut command = Command::new(executable);
    command.arg("127.0.0.1:0").stdout(Stdio::piped());
    command
}

/// Builds something as a user does: `cargo build` with these arguments.
pub(crate) fn build(words: &[&str]) {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet"])
        .args(words)
        .status()
        .expect("cargo runs");
    assert!(status.success(), "`cargo build {}` fails", words.join(" "));
}

/// The folder of the profile with which the tests are built.
pub(crate) fn profile() -> PathBuf {
    let test = env::current_exe().expect("a test has an executable");
    test.ancestors().nth(2).expect("it is in `target/debug/deps`").to_owned()
}
