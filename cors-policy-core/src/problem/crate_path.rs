//! What can be wrong with `crate = …`, the path of the library.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

/// A mistake in the path of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum CratePathProblem {
    NotAPath,
    Twice,
    Conditional,
    InPolicy,
}

impl Display for CratePathProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::NotAPath => f.write_str(
                "invalid value for `crate`; write the path of the library without quotes, like `crate = acme::cors`",
            ),
            Self::Twice => f.write_str("`crate` appears twice; remove one"),
            Self::Conditional => {
                f.write_str("`crate` cannot depend on a condition; remove the attribute")
            }
            Self::InPolicy => f.write_str(
                "`crate` applies to the whole macro, not to one policy; write `crate = acme::cors;` before the first \
                 `static`",
            ),
        }
    }
}

impl Error for CratePathProblem {}
