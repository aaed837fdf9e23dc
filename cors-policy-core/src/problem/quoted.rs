//! Text from a declaration, in backticks. It may contain anything and have any length.

use std::fmt::{Display, Formatter, Result, Write};

/// The beginning of a text, in one line, with special characters escaped.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0.is_empty() {
            return f.write_str("an empty string");
        }
        f.write_char('`')?;
        for c in self.0.chars().take(MAX_QUOTED) {
            // Quotes print well and have no special meaning in backticks, so they are not escaped.
            match c {
                '\'' | '"' => f.write_char(c)?,
                _ => write!(f, "{}", c.escape_debug())?,
            }
        }
        let dots = if self.0.chars().nth(MAX_QUOTED).is_some() { "…" } else { "" };
        write!(f, "{dots}`")
    }
}

/// As much of a text as [`Quoted`] reads: an error must not keep all of a text that may have any length.
pub(crate) fn beginning(text: &str) -> String {
    text.chars().take(MAX_QUOTED + 1).collect()
}

const MAX_QUOTED: usize = 80;

#[cfg(test)]
mod tests {
    use super::{Quoted, beginning};

    #[test]
    fn the_beginning_of_a_text_is_quoted_like_the_text() {
        for length in [0, 1, 79, 80, 81, 82, 1_000] {
            for letter in ["a", "ü", "\n"] {
                let text = letter.repeat(length);
                let kept = beginning(&text);
                assert_eq!(Quoted(&kept).to_string(), Quoted(&text).to_string(), "{length}");
                assert!(kept.len() <= 2 * 81, "{length}");
            }
        }
    }

    #[test]
    fn what_is_quoted_can_be_seen() {
        let table = [
            ("a\"b'", "`a\"b'`"),
            ("a\tb", "`a\\tb`"),
            ("a\u{200b}", "`a\\u{200b}`"),
            ("", "an empty string"),
        ];
        for (text, expected) in table {
            assert_eq!(Quoted(text).to_string(), expected);
        }
        assert_eq!(Quoted(&"a".repeat(80)).to_string(), format!("`{}`", "a".repeat(80)));
        assert_eq!(Quoted(&"a".repeat(81)).to_string(), format!("`{}…`", "a".repeat(80)));
    }
}
