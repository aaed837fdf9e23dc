//! What can be wrong with the origins of a policy as a whole.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

/// A mistake in the list of origins, beyond its single entries.
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
                "a policy says whose pages it is for; add `origins` with a list, `any` (a public resource) or `none` (a \
                 closed one)",
            ),
            Self::Empty => {
                f.write_str("an empty list allows no page; if that is meant, write `none` instead of `[]`")
            }
            Self::Emptied => f.write_str(
                "some builds have no entry of this list, and would allow no page; add one for those, or write \
                 `#[cfg(…)] origins: none` beside `#[cfg(…)] origins: […]`",
            ),
            Self::Covered { text, by } => {
                write!(f, "`{by}` already covers `{text}`; remove one of the two")
            }
        }
    }
}

impl Error for OriginsProblem {}
