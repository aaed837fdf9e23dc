//! The header names that a policy may list, by the classes of the Fetch standard.
//!
//! This folder contains lists of header names and the rules about one name. It may use [`problem`](crate::problem) and
//! the rules about any name or text.

mod known;
mod lists;

use crate::name::check_name;
use crate::problem::{HeaderProblem, NameProblem, Problem, Remark};
use crate::token::is_token;
use known::nearest;
use lists::{
    CORS_REQUEST, CORS_RESPONSE, FORBIDDEN_REQUEST, FORBIDDEN_RESPONSE, PREFLIGHT_RESPONSE,
    SAFELISTED_RESPONSE,
};

/// Checks one entry of `request_headers`: a header that a script may be allowed to send.
///
/// # Errors
///
/// The text is not a [header name](https://fetch.spec.whatwg.org/#header-name), is a
/// [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header), or is a header of a response.
pub fn check_request(text: &str) -> Result<(), Problem> {
    check_syntax(text, "request_headers")?;
    let name = text.to_ascii_lowercase();
    let problem = if is_private_network(&name) {
        Problem::Header(HeaderProblem::PrivateNetwork { text: text.to_owned() })
    } else if is_forbidden_request(&name) {
        Problem::Header(HeaderProblem::ForbiddenInRequest { text: text.to_owned() })
    } else if CORS_RESPONSE.contains(&name.as_str()) {
        Problem::Header(HeaderProblem::ResponseHeader { text: text.to_owned() })
    } else {
        return Ok(());
    };
    Err(problem)
}

/// Checks one entry of `exposed_headers`: a header that a script may be allowed to read.
///
/// # Errors
///
/// The text is not a [header name](https://fetch.spec.whatwg.org/#header-name), is a
/// [forbidden response-header name](https://fetch.spec.whatwg.org/#forbidden-response-header-name), or is a header of
/// a request or of the response to a preflight.
pub fn check_exposed(text: &str) -> Result<Exposure, Problem> {
    check_syntax(text, "exposed_headers")?;
    let name = text.to_ascii_lowercase();
    let problem = if is_private_network(&name) {
        Problem::Header(HeaderProblem::PrivateNetwork { text: text.to_owned() })
    } else if is_never_readable(&name) {
        Problem::Header(HeaderProblem::ForbiddenInResponse { text: text.to_owned() })
    } else if CORS_REQUEST.contains(&name.as_str()) {
        Problem::Header(HeaderProblem::RequestHeader { text: text.to_owned() })
    } else if PREFLIGHT_RESPONSE.contains(&name.as_str()) {
        Problem::Header(HeaderProblem::PreflightHeader { text: text.to_owned() })
    } else if is_always_readable(&name) {
        return Ok(Exposure::Needless);
    } else {
        return Ok(Exposure::Needed);
    };
    Err(problem)
}

/// Whether no script can send the request header of this name, in lower case.
#[must_use]
pub fn is_forbidden_request(name: &str) -> bool {
    FORBIDDEN_REQUEST.contains(&name) || name.starts_with("proxy-") || name.starts_with("sec-")
}

/// The warning for a legal entry of `request_headers` that is probably a misspelling of another header.
#[must_use]
pub fn remark_on_request(text: &str) -> Option<Remark> {
    let meant = nearest(text).filter(|meant| check_request(meant).is_ok())?;
    Some(Remark::HeaderSlip { text: text.to_owned(), meant })
}

/// The warning for a legal entry of `exposed_headers` that is probably a misspelling of another header.
#[must_use]
pub fn remark_on_exposed(text: &str) -> Option<Remark> {
    let meant = nearest(text)?;
    let text = text.to_owned();
    match check_exposed(meant).ok()? {
        Exposure::Needed => Some(Remark::HeaderSlip { text, meant }),
        Exposure::Needless => Some(Remark::NeedlessSlip { text, meant }),
    }
}

/// Whether every script can read the response header of this name, in lower case.
#[must_use]
pub fn is_always_readable(name: &str) -> bool {
    SAFELISTED_RESPONSE.contains(&name)
}

/// Whether no script can read the response header of this name, in lower case.
#[must_use]
pub fn is_never_readable(name: &str) -> bool {
    FORBIDDEN_RESPONSE.contains(&name)
}

/// Whether exposing a header has an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// A script can read it only because the policy lists it.
    Needed,
    /// Every script can read it anyway: a
    /// [CORS-safelisted response-header name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name).
    Needless,
}

fn check_syntax(text: &str, option: &'static str) -> Result<(), Problem> {
    check_name(text)?;
    if text == "*" {
        Err(Problem::Name(NameProblem::HeaderStar { option }))
    } else if !is_token(text) || text.contains('*') {
        Err(Problem::Name(NameProblem::NotAHeader { text: text.to_owned() }))
    } else {
        Ok(())
    }
}

fn is_private_network(name: &str) -> bool {
    name.starts_with("access-control-") && name.ends_with("-private-network")
        || name.starts_with("private-network-access-")
}

#[cfg(test)]
mod tests {
    use super::{Exposure, check_exposed, check_request, remark_on_exposed, remark_on_request};
    use crate::problem::{HeaderProblem, NameProblem, Problem, Remark};

    #[test]
    fn a_slip_is_told_what_may_stand_in_the_same_list() {
        let slip = |text: &str, meant| Some(Remark::HeaderSlip { text: text.to_owned(), meant });
        assert_eq!(remark_on_request("authorisation"), slip("authorisation", "Authorization"));
        assert_eq!(remark_on_request("Contet-Type"), slip("Contet-Type", "Content-Type"));
        assert_eq!(remark_on_exposed("E-Tag"), slip("E-Tag", "ETag"));
        let (text, meant) = ("Contet-Type".to_owned(), "Content-Type");
        assert_eq!(remark_on_exposed(&text), Some(Remark::NeedlessSlip { text, meant }));
        // A script can send neither this name nor the right one.
        assert_eq!(remark_on_request("Access-Control-Allow-Orign"), None);
        for name in ["Authorization", "authorization", "X-Tenant", "ETag"] {
            assert_eq!((remark_on_request(name), remark_on_exposed(name)), (None, None), "{name}");
        }
    }

    #[test]
    fn request_headers_that_a_script_can_send() {
        // Fetch removed `User-Agent` from its list long ago. The safelisted names need a policy for values that are not
        // safelisted.
        for name in [
            "Authorization",
            "content-type",
            "X-Request-Id",
            "User-Agent",
            "Accept",
            "Range",
            "Sec",
        ] {
            assert_eq!(check_request(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn request_headers_that_no_script_can_send() {
        for name in [
            "Cookie",
            "HOST",
            "Origin",
            "Proxy-Authorization",
            "Sec-Fetch-Mode",
            "DNT",
            "Set-Cookie",
        ] {
            assert!(
                matches!(
                    check_request(name),
                    Err(Problem::Header(HeaderProblem::ForbiddenInRequest { .. }))
                ),
                "{name}"
            );
        }
    }

    #[test]
    fn headers_of_the_other_direction() {
        for name in [
            "Access-Control-Allow-Origin",
            "access-control-expose-headers",
            "Access-Control-Max-Age",
        ] {
            assert!(
                matches!(
                    check_request(name),
                    Err(Problem::Header(HeaderProblem::ResponseHeader { .. }))
                ),
                "{name}"
            );
        }
        for name in ["Origin", "access-control-request-method", "Access-Control-Request-Headers"] {
            assert!(
                matches!(
                    check_exposed(name),
                    Err(Problem::Header(HeaderProblem::RequestHeader { .. }))
                ),
                "{name}"
            );
        }
        for name in [
            "Access-Control-Allow-Methods",
            "access-control-allow-headers",
            "Access-Control-Max-Age",
        ] {
            assert!(
                matches!(
                    check_exposed(name),
                    Err(Problem::Header(HeaderProblem::PreflightHeader { .. }))
                ),
                "{name}"
            );
        }
    }

    #[test]
    fn private_network_access_is_no_more() {
        for name in
            ["Access-Control-Allow-Private-Network", "access-control-request-private-network"]
        {
            assert!(
                matches!(
                    check_request(name),
                    Err(Problem::Header(HeaderProblem::PrivateNetwork { .. }))
                ),
                "{name}"
            );
            assert!(
                matches!(
                    check_exposed(name),
                    Err(Problem::Header(HeaderProblem::PrivateNetwork { .. }))
                ),
                "{name}"
            );
        }
    }

    #[test]
    fn what_is_no_token_is_no_header() {
        for text in ["", "X Y", "X-A, X-B", "X-A: 1", "X-*", "é", "X-A\r\n", "(x)"] {
            assert!(
                matches!(check_request(text), Err(Problem::Name(NameProblem::NotAHeader { .. }))),
                "{text:?}"
            );
            assert!(
                matches!(check_exposed(text), Err(Problem::Name(NameProblem::NotAHeader { .. }))),
                "{text:?}"
            );
        }
        assert_eq!(
            check_request("*"),
            Err(Problem::Name(NameProblem::HeaderStar { option: "request_headers" }))
        );
        assert_eq!(
            check_exposed("*"),
            Err(Problem::Name(NameProblem::HeaderStar { option: "exposed_headers" }))
        );
    }

    #[test]
    fn exposed_headers_are_needed_needless_or_impossible() {
        for name in
            ["ETag", "X-Total-Count", "Link", "Access-Control-Allow-Origin", "WWW-Authenticate"]
        {
            assert_eq!(check_exposed(name), Ok(Exposure::Needed), "{name}");
        }
        for name in ["Content-Type", "cache-control", "PRAGMA"] {
            assert_eq!(check_exposed(name), Ok(Exposure::Needless), "{name}");
        }
        for name in ["Set-Cookie", "set-cookie2"] {
            assert!(
                matches!(
                    check_exposed(name),
                    Err(Problem::Header(HeaderProblem::ForbiddenInResponse { .. }))
                ),
                "{name}"
            );
        }
    }
}
