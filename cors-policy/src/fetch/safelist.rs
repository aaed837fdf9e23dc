//! The headers that need no preflight, because a form could send them too.

use http::HeaderMap;

/// Returns the header names that a preflight must ask for, in lower case, sorted, each once.
///
/// [CORS-unsafe request-header names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names)
pub(crate) fn unsafe_names(headers: &HeaderMap) -> Vec<String> {
    let (mut unsafe_names, mut possibly_unsafe, mut size) = (Vec::new(), Vec::new(), 0);
    for (name, value) in headers {
        if is_safelisted(name.as_str(), value.as_bytes()) {
            possibly_unsafe.push(name.as_str().to_owned());
            size += value.len();
        } else {
            unsafe_names.push(name.as_str().to_owned());
        }
    }
    if size > 1_024 {
        unsafe_names.append(&mut possibly_unsafe);
    }
    unsafe_names.sort();
    unsafe_names.dedup();
    unsafe_names
}

/// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)
fn is_safelisted(name: &str, value: &[u8]) -> bool {
    value.len() <= 128
        && match name {
            "accept" => !value.iter().any(|&byte| is_unsafe(byte)),
            "accept-language" | "content-language" => {
                value.iter().all(|byte| byte.is_ascii_alphanumeric() || b" *,-.;=".contains(byte))
            }
            "content-type" => !value.iter().any(|&byte| is_unsafe(byte)) && is_form(value),
            "range" => is_simple_range(value),
            _ => false,
        }
}

/// [CORS-unsafe request-header byte](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte)
fn is_unsafe(byte: u8) -> bool {
    byte < 0x20 && byte != b'\t' || b"\"():<>?@[\\]{}\x7f".contains(&byte)
}

/// Whether a form can send this type.
fn is_form(value: &[u8]) -> bool {
    let essence = value.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
    ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
        .iter()
        .any(|form| essence.eq_ignore_ascii_case(form.as_bytes()))
}

/// [Simple range header value](https://fetch.spec.whatwg.org/#simple-range-header-value), with a start.
fn is_simple_range(value: &[u8]) -> bool {
    let Some((start, end)) = value
        .strip_prefix(b"bytes=")
        .and_then(|range| std::str::from_utf8(range).ok())
        .and_then(|range| range.split_once('-'))
    else {
        return false;
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    !start.is_empty()
        && is_digits(start)
        && is_digits(end)
        && (end.is_empty() || is_at_most(start, end))
}

/// Compares two decimal numbers of any length.
fn is_at_most(low: &str, high: &str) -> bool {
    let [low, high] = [low, high].map(|digits| digits.trim_start_matches('0'));
    (low.len(), low) <= (high.len(), high)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName};

    use super::unsafe_names;

    fn names_of(headers: &[(&str, &str)]) -> Vec<String> {
        let pairs = headers
            .iter()
            .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap()));
        unsafe_names(&pairs.collect::<HeaderMap>())
    }

    #[test]
    fn what_a_form_can_send_needs_no_preflight() {
        for header in [
            ("accept", "text/html, */*;q=0.8"),
            ("accept-language", "de-AT, en;q=0.5"),
            ("content-type", "text/plain"),
            ("content-type", "Text/Plain; charset=utf-8"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("range", "bytes=0-"),
            ("range", "bytes=10-20"),
            ("range", "bytes=99999999999999999999-100000000000000000000"),
        ] {
            assert!(names_of(&[header]).is_empty(), "{header:?}");
        }
    }

    #[test]
    fn anything_else_does() {
        for header in [
            ("content-type", "application/json"),
            ("content-type", "text/plain; a=\"b\""),
            ("accept", "text/(html)"),
            ("accept-language", "a/b"),
            ("range", "bytes=-5"),
            ("range", "bytes=9-5"),
            ("range", "bytes=99999999999999999999-5"),
            ("range", "lines=0-"),
            ("x-a", "1"),
            ("authorization", "Bearer x"),
        ] {
            assert_eq!(names_of(&[header]), [header.0], "{header:?}");
        }
        assert_eq!(names_of(&[("accept", &"a".repeat(129))]), ["accept"]);
    }

    #[test]
    fn many_safe_headers_are_unsafe_together() {
        let value = "a".repeat(128);
        let headers = [("accept", value.as_str()); 8];
        assert!(names_of(&headers).is_empty());
        assert_eq!(
            names_of(&[&headers[..], &[("accept-language", "a")]].concat()),
            ["accept", "accept-language"]
        );
    }
}
