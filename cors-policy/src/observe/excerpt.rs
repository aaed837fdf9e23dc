//! Text of a request, cut and escaped, so that it cannot forge a line of a log, nor a part of a sentence.

use std::borrow::Cow;
use std::fmt::Write;

/// Returns at most `limit` bytes of a text of a request. Visible ASCII and spaces remain. Quotation marks, backslashes,
/// backticks, control characters and all bytes beyond ASCII become `\xNN`, so that nothing ends a quotation or a line, and
/// nothing changes the direction of the text. If something was cut, the result ends with `…`.
pub(crate) fn excerpt(text: &[u8], limit: usize) -> Cow<'_, str> {
    match std::str::from_utf8(text) {
        Ok(plain) if text.len() <= limit && text.iter().copied().all(is_plain) => {
            Cow::Borrowed(plain)
        }
        _ => Cow::Owned(escaped(text, limit)),
    }
}

fn escaped(text: &[u8], limit: usize) -> String {
    let mut escaped = String::new();
    for &byte in text.iter().take(limit) {
        if is_plain(byte) {
            escaped.push(char::from(byte));
        } else {
            // A string takes everything.
            _ = write!(escaped, "\\x{byte:02x}");
        }
    }
    if text.len() > limit {
        escaped.push('…');
    }
    escaped
}

const fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'`')
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn visible_ascii_remains() {
        for text in ["", "https://app.example.com", "null", "a b", "~!#$%&'()*+,-./:;<=>?@[]^_{|}"]
        {
            assert_eq!(excerpt(text.as_bytes(), 40), text);
        }
    }

    #[test]
    fn anything_else_is_escaped() {
        for (text, expected) in [
            (&b"a\nb"[..], r"a\x0ab"),
            (b"\r\n\t\0\x7f\x1b[31m", r"\x0d\x0a\x09\x00\x7f\x1b[31m"),
            (b"\"quoted\" `code` \\x0a", r"\x22quoted\x22 \x60code\x60 \x5cx0a"),
            ("b\u{fc}cher".as_bytes(), r"b\xc3\xbccher"),
            ("\u{202e}moc".as_bytes(), r"\xe2\x80\xaemoc"),
            (b"\xff", r"\xff"),
        ] {
            assert_eq!(excerpt(text, 40), expected);
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(excerpt(b"abc", 3), "abc");
        assert_eq!(excerpt(b"abcd", 3), "abc…");
        assert_eq!(excerpt(&vec![b'a'; 1_000_000], 2), "aa…");
        assert_eq!(excerpt(b"\xff\xff\xff", 2), r"\xff\xff…");
    }
}
