//! Text from a declaration, in backticks. It may hold anything, and be of any length.

use std::fmt::{Display, Formatter, Result, Write};

/// The beginning of a text, in one line that shows what is in it.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0.is_empty() {
            return f.write_str("an empty string");
        }
        f.write_char('`')?;
        for c in self.0.chars().take(MAX_QUOTED) {
            // Quotes print well, and mean nothing between backticks.
            match c {
                '\'' | '"' => f.write_char(c)?,
                _ => write!(f, "{}", c.escape_debug())?,
            }
        }
        let dots = if self.0.chars().nth(MAX_QUOTED).is_some() { "…" } else { "" };
        write!(f, "{dots}`")
    }
}

const MAX_QUOTED: usize = 80;
