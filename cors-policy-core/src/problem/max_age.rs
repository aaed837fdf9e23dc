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
                "`{text}` is longer than any browser keeps an answer; write at most `{MAX_AGE_SECONDS}` seconds, which is `1d`"
            ),
            Self::Unit { unit } => write!(
                f,
                "`{unit}` is not a unit of time here; write seconds, minutes, hours or a day, like `600s`, `10m`, `2h` or `1d`"
            ),
            Self::Negative => f.write_str(
                "an age is not negative; write `0` if browsers shall not keep the answer to a preflight",
            ),
            Self::NotAnInteger { text } => write!(
                f,
                "`{text}` is not a whole number in decimal digits; write one, in a smaller unit if need be, like `90m` for \
                 an hour and a half"
            ),
        }
    }
}

impl Error for MaxAgeProblem {}
