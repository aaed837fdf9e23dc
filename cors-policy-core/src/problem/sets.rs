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
            Self::Empty => {
                f.write_str("an empty set of origins has no use; add an origin, or remove the set")
            }
            Self::Emptied => f.write_str(
                "in some builds this set has no entry; add one for those, or write `#[cfg(…)]` in front of the whole \
                 static",
            ),
            Self::Keyword { keyword } => write!(
                f,
                "a set of origins is always a list; remove `{keyword}`, and write `origins: {keyword}` in the policy"
            ),
            Self::SpreadOfWhat => f.write_str(
                "behind `..` stands the path of a set of origins, which `cors_origins!` declares; write it, like \
                 `..acme_cors::FRONTENDS`",
            ),
            Self::SpreadWithoutDots { path } => write!(
                f,
                "origins must be string literals, because they are checked at compile time; to use the set `{path}`, \
                 write `..{path}`"
            ),
            Self::SpreadWithoutList { path } => write!(
                f,
                "`origins` takes `any`, `none`, or a list; to use the set `{path}`, write `[..{path}]`"
            ),
            Self::SpreadInSet => f.write_str(
                "a set of origins holds origins only; spread both sets where the policy is declared",
            ),
            Self::SpreadTwice { path } => write!(f, "`..{path}` stands in the list twice; remove one"),
        }
    }
}

impl Error for SetProblem {}
