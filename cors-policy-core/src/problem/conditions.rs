//! What can be wrong with `#[cfg(…)]` on options and entries.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::limits::MAX_COMBINATIONS;

/// A mistake in the conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum ConditionProblem {
    Syntax,
    NothingBehind,
    TooMany { found: usize },
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
            Self::TooMany { found } => write!(
                f,
                "these conditions combine in {found} ways, but at most {MAX_COMBINATIONS} are allowed, because each \
                 is checked; write one policy for each case"
            ),
        }
    }
}

impl Error for ConditionProblem {}
