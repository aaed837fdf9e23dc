//! Text of a request in sentences: escaped, cut, and with backticks around it.

/// The text as code. It has at most [`LONGEST`] characters, and no control character.
pub(super) fn code(text: &str) -> String {
    let mut excerpt = text.chars().take(LONGEST).collect::<String>();
    if text.len() > excerpt.len() {
        excerpt.push('…');
    }
    format!("`{}`", excerpt.escape_debug())
}

/// The texts as code, with commas between them. Only the first [`MOST`] are written out.
pub(super) fn listed(texts: &[impl AsRef<str>]) -> String {
    let first = texts.iter().take(MOST).map(|text| code(text.as_ref())).collect::<Vec<_>>();
    match texts.len().saturating_sub(MOST) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

const LONGEST: usize = 200;
const MOST: usize = 8;

#[cfg(test)]
mod tests {
    use super::{code, listed};

    #[test]
    fn text_is_escaped_and_cut() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("\u{1b}[31m\n\"\u{202e}"), "`\\u{1b}[31m\\n\\\"\\u{202e}`");
        assert_eq!(code(&"é".repeat(201)), format!("`{}…`", "é".repeat(200)));
        assert_eq!(code(&"é".repeat(200)), format!("`{}`", "é".repeat(200)));
    }

    #[test]
    fn a_list_has_an_end() {
        assert_eq!(listed(&["a", "b"]), "`a`, `b`");
        let many = (0..10).map(|number| number.to_string()).collect::<Vec<_>>();
        assert_eq!(listed(&many), "`0`, `1`, `2`, `3`, `4`, `5`, `6`, `7` and 2 more");
    }
}
