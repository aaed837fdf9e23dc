//! `list`

use clap::Args;

use crate::policies::{Policies, Written, place, title};
use crate::terminal::{NOTE, Outcome, Result, STRONG, note, print, print_json};

/// List the policies of this program
#[derive(Debug, Args)]
pub(super) struct List {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn run(&self, policies: &Policies) -> Result {
        if self.json {
            print_json(&policies.iter().map(Written::of).collect::<Vec<_>>())?;
            return Ok(Outcome::Fine);
        }
        let width = policies.iter().map(|policy| title(policy).len()).max().unwrap_or_default();
        for policy in policies.iter() {
            let place = place(policy).unwrap_or_default();
            print(&format!("{STRONG}{:<width$}{STRONG:#}  {place}\n", title(policy)))?;
        }
        if policies.iter().next().is_none() {
            note("note", NOTE, "this program has no policies of its own")?;
        }
        Ok(Outcome::Fine)
    }
}
