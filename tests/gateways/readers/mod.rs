//! The programs that read exports for targets without a program.

pub(crate) mod aws;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::gateway::program;

/// A file of this folder.
pub(crate) fn file(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/readers")).join(name)
}

/// A program of the virtual environment of Python.
pub(crate) fn python(name: &str) -> Command {
    let folder = program("GATEWAY_PYTHON", "/usr/bin");
    Command::new(PathBuf::from(folder).join(name))
}

/// Runs a command that must succeed with this input, and returns its output.
pub(crate) fn run(mut command: Command, input: &Value) -> String {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn();
    let mut child = child.unwrap_or_else(|error| panic!("{command:?}: {error}; {REMEDY}"));
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(input.to_string().as_bytes()).expect("the command reads its input");
    drop(stdin);
    let output = child.wait_with_output().expect("an exit status");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} fails ({}):\n{errors}", output.status);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The strings of a list.
pub(crate) fn strings(value: &Value) -> Vec<String> {
    let Some(values) = value.as_array() else { return Vec::new() };
    values.iter().map(|value| value.as_str().expect("a string").to_owned()).collect()
}

const REMEDY: &str = "`cargo xtask gateways` gets the programs, and runs these tests";
