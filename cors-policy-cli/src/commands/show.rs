//! `show`

use clap::Args;

use crate::policies::{Policies, Written};
use crate::terminal::{Outcome, Result, print, print_json};

/// Print a policy as it is declared
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Show {
    /// The name of a policy, or the path of a file with its text. `-` is the standard input
    policy: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(&self, policies: &Policies) -> Result {
        let policy = policies.find(&self.policy)?;
        if self.json {
            print_json(&Written::of(&policy))?;
        } else {
            print(&format!("{policy}\n"))?;
        }
        Ok(Outcome::Fine)
    }
}

const EXAMPLES: &str = "\
Examples:
  cors-policy show API
  cors-policy show API --json";
