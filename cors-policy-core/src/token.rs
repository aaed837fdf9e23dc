//! Tokens of HTTP: the characters that method and field names can have, in a declaration and in a request.

/// Whether `text` is a `token`.
///
/// [RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_tchar)
}

/// Whether a token can contain this byte. A server asks this about each byte of a list, so it takes one lookup.
#[must_use]
#[inline]
pub const fn is_tchar(byte: u8) -> bool {
    TCHARS[byte as usize]
}

const TCHARS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let others = b"!#$%&'*+-.^_`|~";
    let mut index = 0;
    while index < others.len() {
        table[others[index] as usize] = true;
        index += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::{is_tchar, is_token};

    #[test]
    fn tokens_are_what_rfc_9110_says() {
        for token in ["GET", "x-request-id", "M-SEARCH", "!#$%&'*+-.^_`|~09azAZ"] {
            assert!(is_token(token), "{token}");
        }
        for other in ["", " ", "a b", "a:b", "a,b", "a(b)", "a/b", "é", "a\n", "\u{7f}", "\"a\""] {
            assert!(!is_token(other), "{other:?}");
        }
    }

    #[test]
    fn a_token_contains_77_bytes() {
        let separators = b"\"(),/:;<=>?@[\\]{}";
        for byte in 0..=u8::MAX {
            let expected = byte.is_ascii_graphic() && !separators.contains(&byte);
            assert_eq!(is_tchar(byte), expected, "{byte}");
        }
        assert_eq!((0..=u8::MAX).filter(|&byte| is_tchar(byte)).count(), 77);
    }
}
