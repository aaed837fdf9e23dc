//! The methods that a policy may list.

use crate::problem::Problem;
use crate::token::{check_name, is_token};

/// Checks one entry of `methods`.
///
/// # Errors
///
/// The text is not a token, names a [forbidden method](https://fetch.spec.whatwg.org/#forbidden-method), or is a
/// registered method in another case: methods are compared byte for byte, and a browser
/// [normalises](https://fetch.spec.whatwg.org/#concept-method-normalize) only some of them.
pub fn check(text: &str) -> Result<(), Problem> {
    let text_owned = || text.to_owned();
    if text == "*" {
        return Err(Problem::MethodStar);
    }
    check_name(text)?;
    if !is_token(text) || text.contains('*') {
        return Err(Problem::NotAMethod { text: text_owned() });
    }
    if FORBIDDEN.iter().any(|method| method.eq_ignore_ascii_case(text)) {
        return Err(Problem::ForbiddenMethod { text: text_owned() });
    }
    match REGISTERED.iter().find(|method| method.eq_ignore_ascii_case(text)) {
        Some(&registered) if registered != text => {
            Err(Problem::MethodCase { text: text_owned(), registered })
        }
        _ => Ok(()),
    }
}

/// [Fetch, forbidden method](https://fetch.spec.whatwg.org/#forbidden-method)
const FORBIDDEN: [&str; 3] = ["CONNECT", "TRACE", "TRACK"];

/// The [HTTP Method Registry](https://www.iana.org/assignments/http-methods), but for the forbidden ones and the two
/// that no client sends as a method (`PRI` and `*`).
const REGISTERED: [&str; 37] = [
    "ACL",
    "BASELINE-CONTROL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "COPY",
    "DELETE",
    "GET",
    "HEAD",
    "LABEL",
    "LINK",
    "LOCK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKREDIRECTREF",
    "MKWORKSPACE",
    "MOVE",
    "OPTIONS",
    "ORDERPATCH",
    "PATCH",
    "POST",
    "PROPFIND",
    "PROPPATCH",
    "PUT",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
    "UPDATEREDIRECTREF",
    "VERSION-CONTROL",
];

#[cfg(test)]
mod tests {
    use super::check;
    use crate::problem::Problem;

    #[test]
    fn any_token_that_a_browser_may_send_is_a_method() {
        for method in
            ["GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "PURGE", "purge", "M-SEARCH"]
        {
            assert_eq!(check(method), Ok(()), "{method}");
        }
    }

    #[test]
    fn what_is_no_token_is_no_method() {
        for text in ["", "GE T", "GET,POST", "GET, POST", "GÉT", "GET\n", "GET/1", "P*", "**"] {
            assert!(matches!(check(text), Err(Problem::NotAMethod { .. })), "{text:?}");
        }
        assert_eq!(check("*"), Err(Problem::MethodStar));
    }

    #[test]
    fn keywords_and_endless_names_are_no_methods() {
        for text in ["any", "ANY", "none", "All"] {
            assert!(matches!(check(text), Err(Problem::KeywordAsName { .. })), "{text}");
        }
        assert_eq!(check(&"A".repeat(256)), Ok(()));
        assert_eq!(check(&"A".repeat(257)), Err(Problem::NameLong { length: 257 }));
    }

    #[test]
    fn forbidden_methods_are_forbidden_in_any_case() {
        for text in ["CONNECT", "TRACE", "TRACK", "connect", "Trace", "tRACK"] {
            assert!(matches!(check(text), Err(Problem::ForbiddenMethod { .. })), "{text}");
        }
    }

    #[test]
    fn a_registered_method_in_another_case_is_not_that_method() {
        for (text, meant) in
            [("patch", "PATCH"), ("put", "PUT"), ("Get", "GET"), ("propFind", "PROPFIND")]
        {
            let problem = Problem::MethodCase { text: text.to_owned(), registered: meant };
            assert_eq!(check(text), Err(problem), "{text}");
        }
    }
}
