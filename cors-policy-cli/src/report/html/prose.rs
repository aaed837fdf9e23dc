//! Sentences with backticks around code.

use maud::{Markup, html};

use crate::terminal::printable;

/// A sentence as HTML. A backtick without a partner stays.
pub(super) fn prose(text: &str) -> Markup {
    let text = printable(text);
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, code, after)) = first_code(rest) {
        pieces.push((before, Some(code)));
        rest = after;
    }
    pieces.push((rest, None));
    html! {
        @for (before, code) in pieces {
            (before)
            @if let Some(code) = code { code { (code) } }
        }
    }
}

/// What is before the first code, the code, and what is after it.
fn first_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn code_is_marked_and_everything_is_escaped() {
        let cases = [
            ("a `b` c `d`", "a <code>b</code> c <code>d</code>"),
            ("no code", "no code"),
            ("", ""),
            ("an open `one", "an open `one"),
            ("``", "<code></code>"),
            ("`<b>` & <i>", "<code>&lt;b&gt;</code> &amp; &lt;i&gt;"),
            ("\u{1b}`\u{202e}`", "\\x1b<code>\\u{202e}</code>"),
        ];
        for (text, html) in cases {
            assert_eq!(prose(text).into_string(), html);
        }
    }
}
