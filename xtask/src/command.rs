//! One command line: how it is printed, and how it is run.

use std::fmt::{self, Display, Formatter};
use std::process::{self, Stdio};

/// The words of a command line: variables, a program, and its arguments. No word contains a space.
#[derive(Debug)]
pub(crate) struct Command {
    words: Vec<String>,
}

impl Command {
    pub(crate) fn new(words: Vec<String>) -> Self {
        Self { words }
    }

    /// Runs the command without input. Its output appears in the output of this program. The error describes what
    /// failed.
    pub(crate) fn run(&self) -> Result<(), String> {
        let mut words = self.words.iter();
        let mut variables = Vec::new();
        let program = loop {
            let word = words.next().ok_or("the command line has no program")?;
            match word.split_once('=') {
                Some(variable) => variables.push(variable),
                None => break word,
            }
        };
        let status = process::Command::new(program)
            .args(words)
            .envs(variables)
            .stdin(Stdio::null())
            .status()
            .map_err(|error| format!("cannot run `{program}`: {error}"))?;
        if status.success() { Ok(()) } else { Err(status.to_string()) }
    }
}

/// Prints the command in a form that a shell accepts.
impl Display for Command {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, word) in self.words.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            let quote = if word.contains('"') { "'" } else { "" };
            write!(f, "{space}{quote}{word}{quote}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Command;

    fn command(line: &str) -> Command {
        Command::new(line.split(' ').map(str::to_owned).collect())
    }

    #[test]
    fn what_is_printed_can_be_repeated() {
        let line = "RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps";
        assert_eq!(command(line).to_string(), line);
        assert_eq!(command("cargo --config a=\"b\"").to_string(), "cargo --config 'a=\"b\"'");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        assert!(command("no-such-program").run().unwrap_err().contains("`no-such-program`"));
        assert!(command("VARIABLE=1").run().is_err());
    }
}
