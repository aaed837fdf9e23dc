//! What a command prints, and how it ends.

#[cfg(feature = "audit")]
mod escaped;
#[cfg(feature = "audit")]
mod width;

use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

#[cfg(feature = "audit")]
pub(crate) use self::escaped::{escaped, printable};
#[cfg(feature = "audit")]
pub(crate) use self::width::width;

/// How a command ends: see the exit status of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Fine,
    /// The command found what it looks for.
    Findings,
}

/// What a command returns. An error means that it could not run.
pub(crate) type Result<T = Outcome> = std::result::Result<T, Box<dyn Error>>;

/// Prints text to the standard output. Colours in it go to terminals only.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Prints a value as JSON, with a line break at the end.
pub(crate) fn print_json(value: &impl Serialize) -> Result<()> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    print(&text)
}

/// Prints a sentence to the standard error, after a label: "note: …".
pub(crate) fn note(label: &str, style: Style, text: impl std::fmt::Display) -> Result<()> {
    let mut err = anstream::stderr().lock();
    writeln!(err, "{style}{label}:{style:#} {text}")?;
    Ok(())
}

/// The exit status, after an error was printed.
pub(crate) fn exit(result: Result) -> ExitCode {
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        // The reader of the output, like `head`, has seen enough.
        Err(error) if is_closed(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            // If this fails too, nobody reads, and the status still tells.
            let _ = note("error", ERROR, error);
            ExitCode::from(2)
        }
    }
}

fn is_closed(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const NOTE: Style = AnsiColor::Cyan.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(crate) const STRONG: Style = Style::new().bold();
