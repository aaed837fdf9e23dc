//! Tokens of HTTP: the characters that method and field names can have.

/// Whether `text` is a `token`.
///
/// [RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_tchar)
}

fn is_tchar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
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
