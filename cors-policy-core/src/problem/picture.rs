//! A caret line below the wrong part of a string, because the compiler can underline only the whole string.

use std::fmt::{Formatter, Result};
use std::ops::Range;

/// Draws `text` and a line of carets below `at`. Returns nothing if `text` cannot be printed as one short line.
pub(super) fn draw(f: &mut Formatter<'_>, text: &str, at: Range<usize>, label: &str) -> Result {
    let prints = |c: char| !c.is_control() && (c.is_ascii() || c.is_alphanumeric());
    let is_drawable = !label.is_empty() && text.len() <= MAX_DRAWN && text.chars().all(prints);
    let (Some(before), Some(part)) = (text.get(..at.start), text.get(at)) else {
        return Ok(());
    };
    if !is_drawable {
        return Ok(());
    }
    let (indent, carets) = (before.chars().count(), part.chars().count().max(1));
    write!(f, "\n{MARGIN}{text}\n{MARGIN}{:indent$}{} {label}", "", "^".repeat(carets))
}

/// The margin. It separates the picture from the sentence above it, and aligns it with the compiler's own lines.
const MARGIN: &str = "    ";

/// The longest text that fits on one line of a terminal together with the margin.
const MAX_DRAWN: usize = 120;
