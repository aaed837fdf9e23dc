//! A program of the workspace: built, and found where Cargo put it.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Outcome;

/// Runs Cargo with these arguments, which build one program, and returns where it is.
pub(crate) fn program(arguments: &[&str]) -> Outcome<String> {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments).args(["--message-format", "json-render-diagnostics"]);
    let messages = text_of(cargo)?;
    let program = messages.lines().rev().find_map(|line| {
        let message = serde_json::from_str::<Value>(line).ok()?;
        message["executable"].as_str().map(str::to_owned)
    });
    program.ok_or_else(|| "Cargo built no program".into())
}

/// Runs a command, and returns what it prints.
pub(crate) fn text_of(mut command: Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{command:?} failed ({})", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
