//! What can be wrong between options or entries: commas, attributes, brackets.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::limits::MAX_NESTING;

/// A mistake in the punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum GrammarProblem {
    CommaMissing,
    CommaTwice,
    Semicolon,
    AfterValue,
    AfterEntry,
    AttributeHere,
    NestedTooDeep,
}

impl Display for GrammarProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::CommaMissing => f.write_str("missing comma before this; add it"),
            Self::CommaTwice => f.write_str("unexpected comma: there is nothing before it; remove it"),
            Self::Semicolon => f.write_str("unexpected semicolon: an option or an entry ends with a comma; write `,`"),
            Self::AfterValue => f.write_str("unexpected text after the value; remove it, or add a comma before it"),
            Self::AfterEntry => f.write_str("unexpected text after the entry; remove it, or add a comma before it"),
            Self::AttributeHere => f.write_str(
                "unexpected attribute: an option or an entry can have only `#[cfg(…)]`; write comments as `// …`, \
                 and other attributes before the whole policy",
            ),
            Self::NestedTooDeep => write!(
                f,
                "brackets are nested more than {MAX_NESTING} levels deep; remove those that are not needed"
            ),
        }
    }
}

impl Error for GrammarProblem {}
