//! What can be wrong with `max_age`.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::limits::MAX_AGE_SECONDS;

/// A mistake in the value of `max_age`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum MaxAgeProblem {
    TooLong { text: String },
    Unit { unit: String },
    Negative,
    NotAnInteger { text: String },
}

impl Display for MaxAgeProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::TooLong { text } => write!(
                f,
                "`{text}` is longer than any browser caches a preflight; write at most `{MAX_AGE_SECONDS}` seconds, \
                 which is `1d`"
            ),
            Self::Unit { unit } => write!(
                f,
                "unknown unit of time `{unit}`; use seconds, minutes, hours or days, like `600s`, `10m`, `2h` or `1d`"
            ),
            Self::Negative => f.write_str(
                "`max_age` cannot be negative; to prevent browsers from caching preflights, write `0`",
            ),
            Self::NotAnInteger { text } => write!(
                f,
                "`{text}` is not a whole number in decimal digits; write one, if necessary in a smaller unit, like \
                 `90m` for one and a half hours"
            ),
        }
    }
}

impl Error for MaxAgeProblem {}
