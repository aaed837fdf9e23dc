//! The two things that are done to every response: foreign CORS headers go, and `Vary` learns of `Origin`.

use http::header::{Entry, HeaderName, InvalidHeaderName, MaxSizeReached};
use http::{HeaderMap, HeaderValue, header};

/// Removes every CORS response header, whoever set it.
pub(crate) fn strip(headers: &mut HeaderMap) {
    // To ask the few names that are there is cheaper than to ask for seven that are not.
    if headers.keys().any(|name| name.as_str().starts_with("access-control-")) {
        for name in CORS_HEADERS {
            headers.remove(name);
        }
    }
}

/// Sets a header, if there is a value for it.
pub(crate) fn set(
    headers: &mut HeaderMap,
    name: HeaderName,
    value: Option<&HeaderValue>,
) -> Result<(), Full> {
    match value {
        Some(value) => {
            headers.try_insert(name, value.clone())?;
            Ok(())
        }
        None => Ok(()),
    }
}

/// Adds a line `Vary: Origin`, unless a line that is there says it.
///
/// [RFC 9110, section 12.5.5](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5)
pub(crate) fn vary_by_origin(headers: &mut HeaderMap) -> Result<(), Full> {
    let origin = HeaderValue::from_static("Origin");
    match headers.try_entry(header::VARY)? {
        Entry::Vacant(entry) => {
            entry.try_insert(origin)?;
        }
        Entry::Occupied(entry) if entry.iter().any(covers_origin) => {}
        Entry::Occupied(mut entry) => {
            entry.append(origin);
        }
    }
    Ok(())
}

/// Whether a value of `Vary` has the member `Origin`, in any case, or `*`, which stands for all that can vary.
fn covers_origin(value: &HeaderValue) -> bool {
    value
        .as_bytes()
        .split(|&byte| byte == b',')
        .map(<[u8]>::trim_ascii)
        .any(|member| member == b"*" || member.eq_ignore_ascii_case(b"origin"))
}

/// A header map that takes no more names.
#[derive(Debug)]
pub(crate) struct Full;

impl From<MaxSizeReached> for Full {
    fn from(_: MaxSizeReached) -> Self {
        Self
    }
}

/// What `HeaderMap::try_entry` says of a full map: `Vary` is a valid name.
impl From<InvalidHeaderName> for Full {
    fn from(_: InvalidHeaderName) -> Self {
        Self
    }
}

/// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses), and the one of the abandoned Private Network
/// Access.
const CORS_HEADERS: [HeaderName; 7] = [
    header::ACCESS_CONTROL_ALLOW_ORIGIN,
    header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
    header::ACCESS_CONTROL_ALLOW_METHODS,
    header::ACCESS_CONTROL_ALLOW_HEADERS,
    header::ACCESS_CONTROL_MAX_AGE,
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
    HeaderName::from_static("access-control-allow-private-network"),
];

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    use super::{strip, vary_by_origin};

    /// The lines of `Vary` after `Origin` was merged into `lines`.
    fn merged(lines: &[&str]) -> Vec<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::VARY, line.parse().unwrap());
        }
        vary_by_origin(&mut headers).unwrap();
        headers.get_all(header::VARY).iter().map(|line| line.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn origin_is_added_to_vary_once() {
        assert_eq!(merged(&[]), ["Origin"]);
        assert_eq!(merged(&["Accept"]), ["Accept", "Origin"]);
        assert_eq!(
            merged(&["Accept", "accept-encoding, ORIGIN"]),
            ["Accept", "accept-encoding, ORIGIN"]
        );
        assert_eq!(merged(&["Accept,origin\t,X"]), ["Accept,origin\t,X"]);
        assert_eq!(merged(&["Origin-Agent", "X-Origin"]), ["Origin-Agent", "X-Origin", "Origin"]);
        assert_eq!(merged(&["", ",,"]), ["", ",,", "Origin"]);
        assert_eq!(merged(&["*"]), ["*"]);
        assert_eq!(merged(&["Accept", "*"]), ["Accept", "*"]);
    }

    #[test]
    fn other_headers_survive() {
        let value = HeaderValue::from_static("x");
        let mut headers = HeaderMap::new();
        headers.insert(header::ETAG, value.clone());
        headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, value.clone());
        headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, value.clone());
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, value.clone());
        headers.insert(header::ACCESS_CONTROL_REQUEST_METHOD, value.clone());
        headers.insert("access-control-allow-private-network", value);
        strip(&mut headers);
        let names = headers.keys().map(|name| name.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(names, ["etag", "access-control-request-method"]);
    }
}
