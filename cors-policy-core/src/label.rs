//! Which labels `*.` matches, which hosts `*` matches and which ports `:*` matches, in the bytes of a request.
//!
//! All functions look at bytes from the network, and none of them panics.

/// The longest host that a browser can send: [RFC 1035, section
/// 2.3.4](https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4) allows 255 octets on the wire, which are 253 bytes of
/// text.
pub const MAX_HOST: usize = 253;

/// The longest host with a final dot. The dot means the root of DNS, and takes no extra byte on the wire.
pub const MAX_HOST_AND_DOT: usize = MAX_HOST + 1;

/// The longest label of a host, from the same section.
pub const MAX_LABEL: usize = 63;

/// Whether `bytes` are one or more labels of `[a-z0-9_-]`, 1 to 63 bytes each, with dots between them.
///
/// A hyphen can be anywhere in a label. A final dot is not part of the labels: it belongs to the rest of the pattern.
///
/// The bytes come from the network. There are at most [`MAX_HOST`] of them.
#[must_use]
#[inline]
pub fn are_labels(bytes: &[u8]) -> bool {
    // A loop over all bytes is faster than one that stops at the first wrong byte.
    let (mut all, mut before) = (true, b'.');
    for &byte in bytes {
        all &= is_label_byte(byte) || byte == b'.' && before != b'.';
        before = byte;
    }
    all && before != b'.' && (bytes.len() <= MAX_LABEL || none_is_overlong(bytes))
}

/// Whether no label is too long. Not inlined, because a host that is so long is rare.
#[inline(never)]
fn none_is_overlong(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|text| text.split('.').all(|label| label.len() <= MAX_LABEL))
}

/// Whether `byte` may appear in a label: a lower-case letter, a digit, `_` or `-`.
#[must_use]
#[inline]
pub fn is_label_byte(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_')
}

/// The scheme of `origin`, if its host is one label that `*` matches and it has no port. The scheme is not checked.
///
/// The label has 1 to 63 bytes of `[A-Za-z0-9_-]`. Browsers keep the case of a host if they do not know the scheme
/// ([URL, opaque host parser](https://url.spec.whatwg.org/#concept-opaque-host-parser)), and Safari writes the identifiers of
/// extensions in upper case.
#[must_use]
pub fn scheme_of_one_label(origin: &[u8]) -> Option<&[u8]> {
    let is_in_host = |&&byte: &&u8| is_label_byte(byte.to_ascii_lowercase());
    let length = origin.iter().rev().take(MAX_LABEL).take_while(is_in_host).count();
    let before = origin.get(..origin.len() - length)?;
    before.strip_suffix(b"://").filter(|_| length > 0)
}

/// `origin` without its port, if `:*` covers the port: 1 to 65535 without leading zeros.
///
/// An origin without a port is returned whole. A port that `:*` does not cover gives `None`.
#[must_use]
pub fn without_port(origin: &[u8]) -> Option<&[u8]> {
    let digits = origin.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (rest, port) = origin.split_at(origin.len() - digits);
    match rest.split_last() {
        Some((b':', base)) => is_port(port).then_some(base),
        _ => Some(origin),
    }
}

/// Whether `digits` are a port from 1 to 65535 without leading zeros.
fn is_port(digits: &[u8]) -> bool {
    matches!(digits.len(), 1..=5)
        && digits[0] != b'0'
        && digits.iter().fold(0_u32, |port, digit| port * 10 + u32::from(digit - b'0')) <= 65_535
}

#[cfg(test)]
mod tests {
    use super::{are_labels, scheme_of_one_label, without_port};

    #[test]
    fn labels_are_1_to_63_bytes_each() {
        let longest = "a".repeat(63);
        for labels in ["a", "a.b", "0.a-b.c_d", "-a-", "_", longest.as_str()] {
            assert!(are_labels(labels.as_bytes()), "{labels}");
        }
        let overlong = "a".repeat(64);
        for other in
            ["", ".", "a.", ".a", "a..b", "A", "a b", "a/b", "é", "a\0", "a:b", "a@b", &overlong]
        {
            assert!(!are_labels(other.as_bytes()), "{other:?}");
        }
        assert!(!are_labels(b"\xff"));
    }

    /// Each rule, checked slowly, for each text of six bytes of these kinds and for each length of two labels.
    #[test]
    fn labels_are_what_their_definition_says() {
        let naive = |text: &str| {
            text.split('.').all(|label| {
                (1..=63).contains(&label.len())
                    && label
                        .bytes()
                        .all(|byte| b"abcdefghijklmnopqrstuvwxyz0123456789-_".contains(&byte))
            })
        };
        for number in 0..4_usize.pow(6) {
            let byte = |place: u32| ['a', '-', '.', 'A'][number / 4_usize.pow(place) % 4];
            let text = (0..6).map(byte).collect::<String>();
            assert_eq!(are_labels(text.as_bytes()), naive(&text), "{text}");
        }
        for (first, second) in
            (0..=65).flat_map(|first| (0..=65).map(move |second| (first, second)))
        {
            let text = format!("{}.{}", "a".repeat(first), "b".repeat(second));
            assert_eq!(are_labels(text.as_bytes()), naive(&text), "{text}");
        }
        for byte in 0..=u8::MAX {
            let text = [byte, b'a', byte];
            let expected = std::str::from_utf8(&text).is_ok_and(naive);
            assert_eq!(are_labels(&text), expected, "{byte}");
        }
    }

    #[test]
    fn a_host_of_one_label_is_taken_off() {
        let longest = "a".repeat(63);
        for host in
            ["a", "-", "_", "0", "localhost", "A1B2C3D4-0000-4000-8000-00000000000F", &longest]
        {
            for scheme in ["tauri", "a+b-c.d", "x", ""] {
                let origin = format!("{scheme}://{host}");
                assert_eq!(
                    scheme_of_one_label(origin.as_bytes()),
                    Some(scheme.as_bytes()),
                    "{origin}"
                );
            }
        }
        let overlong = "a".repeat(64);
        for host in [
            "",
            ".",
            "a.",
            ".a",
            "a.b",
            "a:1",
            "a:",
            "[::1]",
            "127.0.0.1",
            "a/",
            "a b",
            "é",
            "a\0",
            "a@b",
            "a://",
            "a%",
            "*",
            &overlong,
        ] {
            let origin = format!("tauri://{host}");
            assert_eq!(scheme_of_one_label(origin.as_bytes()), None, "{origin:?}");
        }
        for origin in
            ["", "tauri", "tauri:", "tauri:/", "tauri:a", "tauri:/a", "tauri//a", "://", "//a"]
        {
            assert_eq!(scheme_of_one_label(origin.as_bytes()), None, "{origin:?}");
        }
        // As few bytes are read of a long host as of a short one: the rest is not even looked at.
        assert_eq!(scheme_of_one_label(b"tauri://\xffa"), None);
    }

    #[test]
    fn a_port_is_taken_off_when_the_wildcard_covers_it() {
        let table: [(&str, Option<&str>); 14] = [
            ("http://localhost", Some("http://localhost")),
            ("http://localhost:1", Some("http://localhost")),
            ("http://localhost:3000", Some("http://localhost")),
            ("http://localhost:65535", Some("http://localhost")),
            ("http://localhost:65536", None),
            ("http://localhost:99999999999999999999", None),
            ("http://localhost:0", None),
            ("http://localhost:080", None),
            ("http://localhost:", None),
            ("http://localhost:1a", Some("http://localhost:1a")),
            ("http://127.0.0.1", Some("http://127.0.0.1")),
            ("http://[::1]:8080", Some("http://[::1]")),
            ("http://[::1]", Some("http://[::1]")),
            ("", Some("")),
        ];
        for (origin, expected) in table {
            assert_eq!(without_port(origin.as_bytes()), expected.map(str::as_bytes), "{origin}");
        }
    }
}
