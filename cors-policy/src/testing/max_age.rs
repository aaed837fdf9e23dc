//! How long a browser caches the answer to a preflight.

use std::time::Duration;

use cors_policy_core::limits::MAX_AGE_SECONDS;
use http::{HeaderMap, header};

/// Returns how long an answer with these headers is cached: a day at most, as in Firefox.
///
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), the steps about `max-age`: if the
/// header is missing, has several lines, or is not a number, it is 5 seconds.
pub(super) fn max_age(headers: &HeaderMap) -> Duration {
    let mut lines = headers.get_all(header::ACCESS_CONTROL_MAX_AGE).iter();
    let seconds = match (lines.next(), lines.next()) {
        (Some(line), None) => delta_seconds(line.as_bytes()),
        _ => None,
    };
    Duration::from_secs(seconds.unwrap_or(UNSAID).min(MAX_AGE_SECONDS.into()))
}

/// Reads one or more digits. A number that is too large for the type becomes `u64::MAX`.
///
/// [`delta-seconds`](https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2)
fn delta_seconds(value: &[u8]) -> Option<u64> {
    let is_number = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    let append =
        |number: u64, digit: &u8| number.saturating_mul(10).saturating_add((digit - b'0').into());
    is_number.then(|| value.iter().fold(0, append))
}

/// How many seconds an answer without a valid `Access-Control-Max-Age` is cached.
const UNSAID: u64 = 5;

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    use super::max_age;

    fn seconds_of(lines: &[&'static str]) -> u64 {
        let lines = lines
            .iter()
            .map(|line| (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(line)));
        max_age(&lines.collect::<HeaderMap>()).as_secs()
    }

    #[test]
    fn digits_are_seconds() {
        for (line, seconds) in [
            ("0", 0),
            ("600", 600),
            ("0600", 600),
            ("86400", 86_400),
            ("86401", 86_400),
            ("18446744073709551615", 86_400),
            ("18446744073709551616", 86_400),
            ("18446744073709551620", 86_400),
            ("99999999999999999999999", 86_400),
        ] {
            assert_eq!(seconds_of(&[line]), seconds, "{line}");
        }
    }

    #[test]
    fn anything_else_is_five_seconds() {
        for line in ["", "+600", "-1", "600, 600", "600,", "600.0", "6e2", "600s", "6 00", "0x10"] {
            assert_eq!(seconds_of(&[line]), 5, "{line}");
        }
        assert_eq!(seconds_of(&[]), 5);
        assert_eq!(seconds_of(&["600", "600"]), 5);
    }
}
