//! What can be wrong with the text of policies that is read outside the compiler.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::limits::MAX_TEXT;

/// A mistake in the text of policies that only a reader outside the compiler reports.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum TextProblem {
    TooLong,
    Unclosed { close: char },
    NotOpen { close: char },
    UnclosedString,
    UnclosedComment,
    Token,
    AfterPolicy,
    OtherCode { word: String },
    Sets,
    Condition,
    Spread { name: String },
    Configured { keyword: &'static str },
    CratePath,
    NameTwice { name: String },
}

impl Display for TextProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::TooLong => write!(
                f,
                "the text is longer than {} MiB; write only the text of policies",
                MAX_TEXT / (1024 * 1024)
            ),
            Self::Unclosed { close } => write!(f, "this bracket is never closed; add `{close}`"),
            Self::NotOpen { close } => {
                write!(f, "`{close}` does not close the last open bracket; remove it, or close that bracket first")
            }
            Self::UnclosedString => {
                f.write_str("invalid string: it has no end, or an invalid escape; write it like `\"https://app.example.com\"`")
            }
            Self::UnclosedComment => f.write_str("this comment is never closed; add `*/`"),
            Self::Token => f.write_str("unexpected character; remove it, or write it inside a string"),
            Self::AfterPolicy => f.write_str(
                "unexpected text after a policy without a name; remove it, or give each policy a name: \
                 `static NAME = { … };`",
            ),
            Self::OtherCode { word } => write!(
                f,
                "unexpected `{word}`: a text of policies contains no other code; write only what is in \
                 `cors_policy! {{ … }}`, or {PRINT}"
            ),
            Self::Sets => write!(
                f,
                "a text of policies contains no sets of origins; write the origins in each policy, or {PRINT}"
            ),
            Self::Condition => write!(
                f,
                "only the compiler knows whether this condition is true; remove the condition, or {PRINT}"
            ),
            Self::Spread { name } => write!(
                f,
                "only the compiler knows what `{name}` contains; write its origins here, or {PRINT}"
            ),
            Self::Configured { keyword } => write!(
                f,
                "`{keyword}` leaves origins to the configuration of a server, and a text has none; write the origins \
                 here, or {PRINT}"
            ),
            Self::CratePath => {
                f.write_str("the path of the library has a meaning only for the compiler; remove `crate = …;`")
            }
            Self::NameTwice { name } => {
                write!(f, "`{name}` is declared twice; give one of the policies another name")
            }
        }
    }
}

impl Error for TextProblem {}

/// How to get a text without what only the compiler knows.
const PRINT: &str = "print the compiled policy with the command `show` of its program";
