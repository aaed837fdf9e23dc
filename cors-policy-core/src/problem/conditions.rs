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
                "this is not a condition; write one as elsewhere, like `#[cfg(debug_assertions)]` or \
                 `#[cfg(not(feature = \"dev\"))]`",
            ),
            Self::NothingBehind => {
                f.write_str("nothing stands behind this condition; remove it, or write what it is for")
            }
            Self::TooMany { found } => write!(
                f,
                "conditions combine in at most {MAX_COMBINATIONS} ways, since each is checked, and these in {found}; write one \
                 policy for each case",
            ),
        }
    }
}

impl Error for ConditionProblem {}
