//! The bytes of a server as text that no terminal obeys and no reader mistakes for something else.

use std::borrow::Cow;
use std::fmt::Write;

/// Bytes of a server as text: at most 300 characters, then `…`.
///
/// Control characters, characters that have no width or change the direction of the text, and bytes that are not UTF-8
/// become `\x1b` or `\u{202e}`. A backslash becomes two, so that a server cannot fake an escape.
pub(crate) fn escaped(bytes: &[u8]) -> String {
    let mut text = Text::default();
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            text.push(&piece(character, true));
        }
        for byte in chunk.invalid() {
            text.push(&format!("\\x{byte:02x}"));
        }
        if text.is_full() {
            break;
        }
    }
    text.cut
}

/// A text that was put together from escaped parts, without the characters that [`escaped`] escapes. The escapes in it
/// stay as they are.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|character| piece(character, false)).collect()
}

fn piece(character: char, doubles_backslash: bool) -> Cow<'static, str> {
    match character {
        '\\' if doubles_backslash => "\\\\".into(),
        // The standard library escapes these for its `Debug`. They are visible.
        '\\' | '"' | '\'' => character.to_string().into(),
        '\0'..='\x1f' | '\x7f' => format!("\\x{:02x}", u32::from(character)).into(),
        _ => character.escape_debug().to_string().into(),
    }
}

/// The first characters of a text.
#[derive(Default)]
struct Text {
    cut: String,
    length: usize,
}

impl Text {
    /// An escape is never cut in two.
    fn push(&mut self, piece: &str) {
        if self.is_full() {
            return;
        }
        self.length += piece.chars().count();
        if self.is_full() {
            self.cut.push('…');
        } else {
            // A `String` accepts every write.
            let _ = self.cut.write_str(piece);
        }
    }

    const fn is_full(&self) -> bool {
        self.length > MAX
    }
}

const MAX: usize = 300;

#[cfg(test)]
mod tests {
    use super::{escaped, printable};

    #[test]
    fn plain_text_stays_as_it_is() {
        for text in ["https://app.example.com", "a 'b' \"c\" <d> & `e`", "Grüße, 世界", ""] {
            assert_eq!(escaped(text.as_bytes()), text);
            assert_eq!(printable(text), text);
        }
    }

    #[test]
    fn what_a_terminal_obeys_or_a_reader_does_not_see_is_escaped() {
        let cases: &[(&[u8], &str)] = &[
            (b"\x1b[2J", "\\x1b[2J"),
            (b"\x1b]0;title\x07", "\\x1b]0;title\\x07"),
            (b"a\r\nb\tc\0d\x7f", "a\\x0d\\x0ab\\x09c\\x00d\\x7f"),
            ("\u{9b}31m".as_bytes(), "\\u{9b}31m"),
            (b"\x9b31m", "\\x9b31m"),
            (b"\xff\xfe ok \xc3", "\\xff\\xfe ok \\xc3"),
            ("\u{202e}moc.elpmaxe".as_bytes(), "\\u{202e}moc.elpmaxe"),
            ("\u{2066}a\u{2069}".as_bytes(), "\\u{2066}a\\u{2069}"),
            (
                "a\u{200b}b\u{feff}c\u{200d}d\u{ad}e".as_bytes(),
                "a\\u{200b}b\\u{feff}c\\u{200d}d\\u{ad}e",
            ),
            ("\u{2028}\u{a0}\u{e0041}\u{301}".as_bytes(), "\\u{2028}\\u{a0}\\u{e0041}\\u{301}"),
            (b"\\x1b", "\\\\x1b"),
        ];
        for (bytes, text) in cases {
            assert_eq!(escaped(bytes), *text);
        }
    }

    #[test]
    fn no_character_that_comes_out_is_one_of_those() {
        let is_bad = |character: &char| {
            character.is_control()
                || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{ad}')
        };
        for character in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let text = character.encode_utf8(&mut buffer);
            assert_eq!(escaped(text.as_bytes()).chars().find(is_bad), None, "{character:?}");
            assert_eq!(printable(text).chars().find(is_bad), None, "{character:?}");
        }
    }

    #[test]
    fn escapes_in_a_printable_text_stay() {
        assert_eq!(printable("the value is `\\x1b[2J`\u{1b}"), "the value is `\\x1b[2J`\\x1b");
    }

    #[test]
    fn a_long_value_is_cut_between_two_characters() {
        assert_eq!(escaped(&[b'a'; 300]), "a".repeat(300));
        assert_eq!(escaped(&vec![b'a'; 100_000]), format!("{}…", "a".repeat(300)));
        let escapes = escaped(&vec![0xff; 100_000]);
        assert_eq!(escapes, format!("{}…", "\\xff".repeat(75)));
        assert_eq!(escaped(&[&[b'a'; 299][..], b"\x1b"].concat()), format!("{}…", "a".repeat(299)));
    }
}
