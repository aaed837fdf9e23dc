//! What can be wrong with `#[cfg(…)]` on options and entries.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::limits::{MAX_CHECKED_ENTRIES, MAX_COMBINATIONS, MAX_CONDITIONS};

/// A mistake in the conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum ConditionProblem {
    Syntax,
    NothingBehind,
    TooMany,
    TooManyCombinations,
    TooManyEntries { combinations: usize, entries: usize },
}

impl Display for ConditionProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Syntax => f.write_str(
                "invalid condition; write one that Rust accepts, like `#[cfg(debug_assertions)]` or \
                 `#[cfg(not(feature = \"dev\"))]`",
            ),
            Self::NothingBehind => f.write_str(
                "this condition has no option or entry after it; remove it, or add what depends on it",
            ),
            Self::TooMany => write!(
                f,
                "this declaration depends on more than {MAX_CONDITIONS} conditions; write one declaration for each case, \
                 with `#[cfg(…)]` before it"
            ),
            Self::TooManyCombinations => write!(
                f,
                "these conditions combine in more than {MAX_COMBINATIONS} ways, and each combination is checked; write \
                 one declaration for each case, with `#[cfg(…)]` before it"
            ),
            Self::TooManyEntries { combinations, entries } => write!(
                f,
                "these conditions combine in {combinations} ways, and all {entries} entries are checked in each of them, \
                 but the limit is {MAX_CHECKED_ENTRIES} checks; declare the origins without a condition with \
                 `cors_origins!`, and spread that set"
            ),
        }
    }
}

impl Error for ConditionProblem {}
