//! The mistakes in a text, each with its place.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};
use std::slice;

use proc_macro2::Span;

use crate::errors::Errors;

/// A mistake in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The line. The first one is 1.
    pub line: usize,
    /// The column in characters. The first one is 1.
    pub column: usize,
    /// How many characters of the line are wrong, at least one. `None` means: all to the end of the line.
    pub length: Option<usize>,
    /// The sentence of the compiler, which may have several lines.
    pub message: String,
}

/// All mistakes in a text, sorted by their places. There is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes(Vec<Mistake>);

impl Mistake {
    pub(super) fn at_start(problem: &impl Display) -> Self {
        Self { line: 1, column: 1, length: Some(1), message: problem.to_string() }
    }

    /// A mistake at these tokens.
    pub(super) fn at(span: Span, message: String) -> Self {
        let (start, end) = (span.start(), span.end());
        let length = end.column.saturating_sub(start.column).max(1);
        Self {
            line: start.line.max(1),
            column: start.column + 1,
            length: (start.line == end.line).then_some(length),
            message,
        }
    }
}

impl Mistakes {
    pub(super) fn of(mut mistakes: Vec<Mistake>) -> Self {
        mistakes.sort();
        Self(mistakes)
    }

    pub(super) fn reported(errors: Errors) -> Self {
        let errors = errors.into_reported().into_iter().flatten();
        Self::of(errors.map(|error| Mistake::at(error.span(), error.to_string())).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mistakes, sorted by their places.
    pub fn iter(&self) -> slice::Iter<'_, Mistake> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Mistakes {
    type Item = &'a Mistake;
    type IntoIter = slice::Iter<'a, Mistake>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Display for Mistakes {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (index, Mistake { line, column, message, .. }) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{line}:{column}: {message}")?;
        }
        Ok(())
    }
}

impl Error for Mistakes {}
