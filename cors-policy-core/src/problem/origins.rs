//! What can be wrong with the origins of a policy as a whole.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

/// A mistake in the list of origins as a whole, not in a single entry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum OriginsProblem {
    Missing,
    Empty,
    Emptied,
    Covered { text: String, by: String },
}

impl Display for OriginsProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Missing => f.write_str(
                "missing option `origins`; add it with a list of origins, `any` (a public resource) or `none` (allows \
                 no origin)",
            ),
            Self::Empty => f.write_str(
                "an empty list allows no origin; add an origin, or write `none` instead of `[]` if that is intended",
            ),
            Self::Emptied => f.write_str(
                "this list is empty in some builds; add an entry for those builds, or write `#[cfg(…)] origins: […]` \
                 and `#[cfg(not(…))] origins: none`",
            ),
            Self::Covered { text, by } => {
                write!(f, "`{text}` is redundant, because `{by}` already covers it; remove one of the two")
            }
        }
    }
}

impl Error for OriginsProblem {}
