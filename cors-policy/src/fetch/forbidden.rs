//! The methods and headers that a script cannot send.

use cors_policy_core::header::is_forbidden_request;
use http::{HeaderName, HeaderValue};

/// [Forbidden method](https://fetch.spec.whatwg.org/#forbidden-method)
pub(crate) fn is_forbidden_method(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"].iter().any(|forbidden| forbidden.eq_ignore_ascii_case(method))
}

/// [Forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header): forbidden by its name, or by a
/// value that names a forbidden method.
pub(crate) fn is_forbidden_header(name: &HeaderName, value: &HeaderValue) -> bool {
    let overrides = ["x-http-method", "x-http-method-override", "x-method-override"];
    let is_forbidden =
        |method: &[u8]| std::str::from_utf8(method.trim_ascii()).is_ok_and(is_forbidden_method);
    is_forbidden_request(name.as_str())
        || overrides.contains(&name.as_str())
            && value.as_bytes().split(|&byte| byte == b',').any(is_forbidden)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::is_forbidden_header;

    fn is_forbidden(name: &'static str, value: &'static str) -> bool {
        is_forbidden_header(&name.parse().unwrap(), &HeaderValue::from_static(value))
    }

    #[test]
    fn names_are_forbidden() {
        for name in ["Origin", "Cookie", "Sec-A", "Proxy-A", "Access-Control-Request-Method"] {
            assert!(is_forbidden(name, "1"), "{name}");
        }
        // Names that no policy can list for another reason are not forbidden either.
        for name in ["Sec-", "Sec-*", "Proxy-*"] {
            assert!(is_forbidden(name, "1"), "{name}");
        }
        for name in ["Authorization", "X-A", "Second", "Access-Control-Allow-Origin"] {
            assert!(!is_forbidden(name, "1"), "{name}");
        }
    }

    #[test]
    fn values_are_forbidden() {
        for name in ["X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override"] {
            for value in ["TRACE", "connect", "PUT, track"] {
                assert!(is_forbidden(name, value), "{name}: {value}");
            }
            for value in ["PUT", "TRACES", ""] {
                assert!(!is_forbidden(name, value), "{name}: {value}");
            }
        }
        assert!(!is_forbidden("X-Method", "TRACE"));
    }
}
