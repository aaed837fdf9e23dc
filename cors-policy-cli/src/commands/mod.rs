//! The commands, and their arguments.

#[cfg(feature = "audit")]
mod audit;
mod completions;
mod diff;
mod explain;
mod export;
mod list;
mod show;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::policies::Policies;
use crate::terminal;

/// Prints, explains, compares and exports CORS policies, and audits live servers.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, after_help = EXIT_STATUS)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::List),
    Show(show::Show),
    Explain(explain::Explain),
    Export(export::Export),
    Diff(diff::Diff),
    #[cfg(feature = "audit")]
    Audit(audit::Audit),
    Completions(completions::Completions),
}

/// Runs the command line of this process.
pub(crate) fn main(policies: &Policies) -> ExitCode {
    run(policies, std::env::args_os())
}

fn run(policies: &Policies, words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut words = words.into_iter().peekable();
    let command = command(&name_of(words.peek()));
    let matches = command.clone().try_get_matches_from(words);
    let arguments = match matches.and_then(|mut found| Arguments::from_arg_matches_mut(&mut found))
    {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help is no mistake. If nobody reads what is printed, the status still tells.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    terminal::exit(match arguments.command {
        Command::List(list) => list.run(policies),
        Command::Show(show) => show.run(policies),
        Command::Explain(explain) => explain.run(policies),
        Command::Export(export) => export.run(policies),
        Command::Diff(diff) => diff.run(policies),
        #[cfg(feature = "audit")]
        Command::Audit(audit) => audit.run(policies),
        Command::Completions(completions) => completions.run(command),
    })
}

/// The command line of a program with this name, which the examples in its help call.
fn command(name: &str) -> clap::Command {
    Arguments::command().name(name.to_owned()).mut_subcommands(|command| {
        let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        command.after_help(examples.replace("  cors-policy ", &format!("  {name} ")))
    })
}

/// The name under which the program was called, so that help and completions name the program of a company.
fn name_of(path: Option<&OsString>) -> String {
    let stem = path.and_then(|path| std::path::Path::new(path).file_stem());
    stem.map_or_else(|| "cors-policy".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

const EXIT_STATUS: &str = "\
Exit status: 0 if all is fine, 1 if there are findings, 2 if the command could not run.
Documentation: https://docs.rs/cors-policy-cli";
