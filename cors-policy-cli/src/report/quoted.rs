//! Words of a command that every POSIX shell reads back as they were.

use std::fmt::Write;

/// Quotes the bytes of one word.
///
/// A byte that is not printable ASCII cannot be quoted in text that people read, copy and paste. `printf` makes it from
/// its octal number. The bytes must not contain NUL, which no argument can contain, or end with a line break, which
/// `$(…)` removes. Header values, methods and URLs do neither.
pub(super) fn quoted(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.bytes().all(is_printable));
    match text.and_then(|text| shlex::try_quote(text).ok()) {
        Some(word) => word.into_owned(),
        None => format!("\"$(printf '{}')\"", octal(bytes)),
    }
}

/// The format of a `printf` that prints these bytes. It contains nothing that a shell or `printf` reads in another way,
/// with or without quotes around it.
fn octal(bytes: &[u8]) -> String {
    let mut format = String::new();
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b" :/.,;=_@+-".contains(&byte) {
            format.push(char::from(byte));
        } else {
            // A `String` accepts every write.
            let _ = write!(format, "\\{byte:03o}");
        }
    }
    // A format that begins with `-` is an option for some shells.
    match format.strip_prefix('-') {
        Some(rest) => format!("\\055{rest}"),
        None => format,
    }
}

fn is_printable(byte: u8) -> bool {
    byte == b' ' || byte.is_ascii_graphic()
}
