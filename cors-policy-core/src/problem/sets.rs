//! What can be wrong with a set of origins, and with its use in a policy.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

/// A mistake with a set of origins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum SetProblem {
    Empty,
    Emptied,
    Keyword { keyword: &'static str },
    SpreadOfWhat,
    SpreadWithoutDots { path: String },
    SpreadWithoutList { path: String },
    SpreadInSet,
    SpreadTwice { path: String },
}

impl Display for SetProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Empty => f.write_str("a set of origins cannot be empty; add an origin, or remove the set"),
            Self::Emptied => f.write_str(
                "this set is empty in some builds; add an entry for those builds, or write `#[cfg(…)]` before the \
                 whole static",
            ),
            Self::Keyword { keyword: "configured" } => f.write_str(
                "`configured` cannot be an entry of a set; remove it, and write `origins: [configured, ..FRONTENDS]` in \
                 the policy",
            ),
            Self::Keyword { keyword } => write!(
                f,
                "`{keyword}` cannot be an entry of a set; remove it, and write `origins: {keyword}` in the policy"
            ),
            Self::SpreadOfWhat => f.write_str(
                "expected the path of a set of origins after `..`; write the name that `cors_origins!` declares, like \
                 `..acme_cors::FRONTENDS`",
            ),
            Self::SpreadWithoutDots { path } => write!(
                f,
                "origins must be string literals, because they are checked at compile time; to use the set `{path}`, \
                 write `..{path}`"
            ),
            Self::SpreadWithoutList { path } => {
                write!(f, "invalid value for `origins`; to use the set `{path}`, write `[..{path}]`")
            }
            Self::SpreadInSet => f.write_str(
                "a set cannot include another set; write both sets in the `origins` of the policy",
            ),
            Self::SpreadTwice { path } => write!(f, "`..{path}` appears twice in this list; remove one"),
        }
    }
}

impl Error for SetProblem {}
