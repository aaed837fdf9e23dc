//! Tokens of HTTP: the characters that method and field names can have, in a declaration and in a request.

/// Whether `text` is a `token`.
///
/// [RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_tchar)
}

/// Whether a token can contain this byte.
#[must_use]
#[inline]
pub const fn is_tchar(byte: u8) -> bool {
    matches!(
        byte,
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'
            | b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
    )
}

#[cfg(test)]
mod tests {
    use super::is_token;

    #[test]
    fn tokens_are_what_rfc_9110_says() {
        for token in ["GET", "x-request-id", "M-SEARCH", "!#$%&'*+-.^_`|~09azAZ"] {
            assert!(is_token(token), "{token}");
        }
        for other in ["", " ", "a b", "a:b", "a,b", "a(b)", "a/b", "é", "a\n", "\u{7f}", "\"a\""] {
            assert!(!is_token(other), "{other:?}");
        }
    }
}
