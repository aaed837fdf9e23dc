//! Runs the command line.

use std::process::{Command, Output};

use serde_json::Value;

/// A command that has ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the command line of the tests with these arguments, and no terminal.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    Ran::of(command().args(arguments).output().expect("the program runs"))
}

/// The command line of the tests.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policies"));
    command.env_remove("CLICOLOR_FORCE");
    command
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
        Self {
            status: output.status.code().expect("no signal ended it"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// The output, if this is the status, and nothing else was printed.
    #[track_caller]
    pub(crate) fn prints(&self, status: i32) -> &str {
        assert_eq!((self.status, self.err.as_str()), (status, ""), "{self:?}");
        &self.out
    }

    /// The output as JSON, if this is the status.
    #[track_caller]
    pub(crate) fn json(&self, status: i32) -> Value {
        serde_json::from_str(self.prints(status)).expect("the output is JSON")
    }

    /// The error, if the command could not run.
    #[track_caller]
    pub(crate) fn fails(&self) -> &str {
        assert_eq!((self.status, self.out.as_str()), (2, ""), "{self:?}");
        &self.err
    }
}
