//! Runs an example as a process.

use std::env::{self, consts::EXE_SUFFIX};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::transcript::ask;

/// A running example. It ends when this is dropped.
pub(crate) struct Process {
    child: Child,
    address: String,
}

impl Process {
    /// Builds and starts an example on a free port.
    pub(crate) fn start(name: &str) -> Self {
        Self::spawn(&mut example(name))
    }

    /// Builds and starts the server of a package on a free port.
    pub(crate) fn start_package(name: &str) -> Self {
        build(&["--package", name]);
        Self::spawn(&mut server(&profile().join(format!("{name}{EXE_SUFFIX}"))))
    }

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

    /// The process, to read its log or to send it a signal.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Sends a request on a connection of its own.
    pub(crate) fn send(&self, request: &str) -> String {
        ask(&self.address, request)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // If this fails, the process has ended already, and nothing is left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Builds an example. The command starts it on a free port.
pub(crate) fn example(name: &str) -> Command {
    build(&["--package", "cors-policy-examples", "--example", name]);
    server(&profile().join("examples").join(format!("{name}{EXE_SUFFIX}")))
}

fn server(executable: &Path) -> Command {
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
