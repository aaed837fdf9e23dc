//! `completions`

use clap::Args;
use clap_complete::Shell;

use crate::terminal::{Outcome, Result, print};

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, mut command: clap::Command) -> Result {
        let mut text = Vec::new();
        let name = command.get_name().to_owned();
        clap_complete::generate(self.shell, &mut command, name, &mut text);
        print(&String::from_utf8(text)?)?;
        Ok(Outcome::Fine)
    }
}

const EXAMPLES: &str = "\
Examples:
  cors-policy completions bash > ~/.local/share/bash-completion/completions/cors-policy
  cors-policy completions fish > ~/.config/fish/completions/cors-policy.fish";
