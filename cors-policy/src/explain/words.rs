//! Text of a request in sentences: escaped, cut, and with backticks around it.

use crate::observe::excerpt;

/// The text as code, cut and escaped as in a refusal.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", excerpt(text.as_bytes(), LONGEST))
}

/// The texts as code, with commas between them. Only the first [`MOST`] are written out.
pub(super) fn listed(texts: &[impl AsRef<str>]) -> String {
    let first = texts.iter().take(MOST).map(|text| code(text.as_ref())).collect::<Vec<_>>();
    match texts.len().saturating_sub(MOST) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// In bytes. An origin has at most 327.
const LONGEST: usize = 400;
const MOST: usize = 8;

#[cfg(test)]
mod tests {
    use super::{LONGEST, code, listed};

    #[test]
    fn text_is_escaped_and_cut() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("\u{1b}[31m\n\""), r"`\x1b[31m\x0a\x22`");
        assert_eq!(code(&"a".repeat(LONGEST + 1)), format!("`{}…`", "a".repeat(LONGEST)));
        assert_eq!(code(&"a".repeat(LONGEST)), format!("`{}`", "a".repeat(LONGEST)));
    }

    #[test]
    fn a_list_has_an_end() {
        assert_eq!(listed(&["a", "b"]), "`a`, `b`");
        let many = (0..10).map(|number| number.to_string()).collect::<Vec<_>>();
        assert_eq!(listed(&many), "`0`, `1`, `2`, `3`, `4`, `5`, `6`, `7` and 2 more");
    }
}
