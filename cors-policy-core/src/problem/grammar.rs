//! What can be wrong between the options and entries: commas, attributes, brackets.

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
            Self::CommaMissing => f.write_str("a comma is missing before this; add it"),
            Self::CommaTwice => f.write_str("there is nothing before this comma; remove it"),
            Self::Semicolon => f.write_str("what ends an option or an entry is a comma; write `,`"),
            Self::AfterValue => f.write_str("this does not belong to the value before it; remove it, or add a comma"),
            Self::AfterEntry => f.write_str("this does not belong to the entry before it; remove it, or add a comma"),
            Self::AttributeHere => f.write_str(
                "only `#[cfg(…)]` can stand in front of an option or an entry; write a comment as `// …`, and other \
                 attributes in front of the whole policy",
            ),
            Self::NestedTooDeep => write!(
                f,
                "brackets are nested more than {MAX_NESTING} deep here; remove those that are not needed"
            ),
        }
    }
}

impl Error for GrammarProblem {}
