//! Why an origin is refused.

use std::fmt::{Display, Formatter, Result};

use cors_policy_core::label::MAX_HOST_AND_DOT;

/// Why a request's origin is not allowed: for logs and metrics. The response does not contain it.
///
/// # Examples
///
/// ```
/// use cors_policy::{Denial, cors_policy};
/// use http::{HeaderMap, HeaderValue, Method, header};
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// let headers = HeaderMap::from_iter([(header::ORIGIN, HeaderValue::from_static("null"))]);
/// assert_eq!(API.decide(&Method::GET, &headers).denial(), Some(Denial::Opaque));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Denial {
    /// The policy has `origins: none`.
    Closed,
    /// The request has several `Origin` lines. No browser sends that
    /// ([Fetch, append a request `Origin` header](https://fetch.spec.whatwg.org/#append-a-request-origin-header)).
    SeveralOrigins,
    /// The `Origin` is `null`: an [opaque
    /// origin](https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque). Sandboxed frames and local
    /// files have one.
    Opaque,
    /// The `Origin` is empty, contains bytes that no origin has, or is longer than any origin that a browser sends.
    Malformed,
    /// The policy does not list this `Origin`.
    NotListed,
}

impl Denial {
    /// Returns the reason for an `Origin` that no entry matches. It reads no more bytes than an origin can have.
    pub(crate) fn of(origin: &[u8]) -> Self {
        match origin {
            b"null" => Self::Opaque,
            b"" => Self::Malformed,
            _ if origin.len() > LONGEST_ORIGIN => Self::Malformed,
            _ if !is_graphic(origin) => Self::Malformed,
            _ => Self::NotListed,
        }
    }
}

/// Whether every byte is visible ASCII: no control character, no space. It checks eight bytes at a time, without a
/// branch for each byte.
fn is_graphic(origin: &[u8]) -> bool {
    let all = |bytes: &[u8]| bytes.iter().fold(true, |all, byte| all & byte.is_ascii_graphic());
    let words = origin.chunks_exact(8);
    all(words.remainder()) & words.fold(true, |graphic, word| graphic & all(word))
}

impl Display for Denial {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Closed => "the policy allows no origin (`origins: none`)",
            Self::SeveralOrigins => "the request has more than one `Origin` header",
            Self::Opaque => "the `Origin` header is `null`, which a policy cannot list",
            Self::Malformed => "the `Origin` header is not a valid origin",
            Self::NotListed => "the policy does not list this origin",
        })
    }
}

/// In bytes: a scheme of 64, `://`, the longest host with a final dot, and `:65535`.
pub(crate) const LONGEST_ORIGIN: usize = 64 + 3 + MAX_HOST_AND_DOT + 6;

#[cfg(test)]
mod tests {
    use super::Denial;

    #[test]
    fn reasons_are_told_apart() {
        for (origin, expected) in [
            ("null", Denial::Opaque),
            ("", Denial::Malformed),
            ("https://a b.example", Denial::Malformed),
            ("https://b\u{fc}cher.example", Denial::Malformed),
            ("https://a.example\u{7f}", Denial::Malformed),
            ("https://evil.example", Denial::NotListed),
        ] {
            assert_eq!(Denial::of(origin.as_bytes()), expected, "{origin}");
        }
    }

    #[test]
    fn an_origin_has_a_length() {
        let longest = format!("{}://{}:65535", "s".repeat(64), "h".repeat(253) + ".");
        for length in 1..=longest.len() {
            assert_eq!(Denial::of(&longest.as_bytes()[..length]), Denial::NotListed, "{length}");
        }
        assert_eq!(Denial::of(format!("{longest}0").as_bytes()), Denial::Malformed);
    }

    #[test]
    fn no_byte_of_an_origin_is_invisible() {
        for length in 1..=40 {
            for place in 0..length {
                let mut origin = vec![b'a'; length];
                origin[place] = b' ';
                assert_eq!(Denial::of(&origin), Denial::Malformed, "{place} of {length}");
            }
        }
    }

    #[test]
    fn each_reason_has_a_sentence() {
        for (denial, sentence) in [
            (Denial::Closed, "the policy allows no origin (`origins: none`)"),
            (Denial::SeveralOrigins, "the request has more than one `Origin` header"),
            (Denial::Opaque, "the `Origin` header is `null`, which a policy cannot list"),
            (Denial::Malformed, "the `Origin` header is not a valid origin"),
            (Denial::NotListed, "the policy does not list this origin"),
        ] {
            assert_eq!(denial.to_string(), sentence);
        }
    }
}
