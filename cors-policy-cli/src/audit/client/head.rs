//! How long the head of a response may be, whatever the version of HTTP is.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::audit::limits::MAX_HEAD;

/// Whether there are too many headers, or they are too long together, as HTTP/1 writes them.
///
/// The libraries have limits too, but theirs are not exact. They only bound the memory.
pub(super) fn is_too_long(headers: &HeaderMap) -> bool {
    headers.len() > MAX_HEADERS || headers.iter().map(length).sum::<usize>() > MAX_HEAD
}

fn length((name, value): (&HeaderName, &HeaderValue)) -> usize {
    name.as_str().len() + ": ".len() + value.len() + "\r\n".len()
}

/// How many headers a response has at most.
pub(super) const MAX_HEADERS: usize = 100;

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::{MAX_HEAD, MAX_HEADERS, is_too_long};

    fn headers(count: usize, length: usize) -> HeaderMap {
        let value = HeaderValue::from_bytes(&vec![b'a'; length]).unwrap();
        let mut headers = HeaderMap::new();
        for _ in 0..count {
            headers.append("x", value.clone());
        }
        headers
    }

    #[test]
    fn the_limits_themselves_are_not_too_long() {
        let longest = MAX_HEAD - "x: \r\n".len();
        assert!(!is_too_long(&headers(MAX_HEADERS, 1)));
        assert!(!is_too_long(&headers(1, longest)));
        assert!(is_too_long(&headers(MAX_HEADERS + 1, 1)));
        assert!(is_too_long(&headers(1, longest + 1)));
        assert!(is_too_long(&headers(2, longest / 2)));
    }
}
