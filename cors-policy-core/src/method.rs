//! The methods that a policy may list.

use crate::distance::{is_one_letter_away, is_slip};
use crate::name::check_name;
use crate::problem::{NameProblem, Problem, Remark};
use crate::token::is_token;

/// Checks one entry of `methods`.
///
/// # Errors
///
/// The text is not a token, names a [forbidden method](https://fetch.spec.whatwg.org/#forbidden-method), or is a
/// registered method in another case: methods are case-sensitive, and a browser
/// [normalises](https://fetch.spec.whatwg.org/#concept-method-normalize) only some of them.
pub fn check(text: &str) -> Result<(), Problem> {
    let text_owned = || text.to_owned();
    if text == "*" {
        return Err(Problem::Name(NameProblem::MethodStar));
    }
    check_name(text)?;
    if !is_token(text) || text.contains('*') {
        return Err(Problem::Name(NameProblem::NotAMethod { text: text_owned() }));
    }
    if FORBIDDEN.iter().any(|method| method.eq_ignore_ascii_case(text)) {
        return Err(Problem::Name(NameProblem::ForbiddenMethod { text: text_owned() }));
    }
    match REGISTERED.iter().find(|method| method.eq_ignore_ascii_case(text)) {
        Some(&registered) if registered != text => {
            Err(Problem::Name(NameProblem::MethodCase { text: text_owned(), registered }))
        }
        _ => Ok(()),
    }
}

/// The warning for a legal entry of `methods` that is probably a misspelling of a registered method, or the name of the
/// function `fetch`.
#[must_use]
pub fn remark(text: &str) -> Option<Remark> {
    let text_owned = || text.to_owned();
    if text.eq_ignore_ascii_case("fetch") {
        return Some(Remark::FetchAsMethod { text: text_owned() });
    }
    nearest(text).map(|meant| Remark::MethodSlip { text: text_owned(), meant })
}

/// The registered method that `text` is probably a slip of: one letter away, or with other separators.
///
/// The short methods of WebDAV have too many words near them (`LOOK`, `MODE`, `COPE`), so nothing is a slip of one.
fn nearest(text: &str) -> Option<&'static str> {
    if REGISTERED.contains(&text) {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let is_slip_of_short = |method: &str| {
        upper.as_bytes().first() == method.as_bytes().first() && is_one_letter_away(&upper, method)
    };
    let short = SHORT.into_iter().find(|method| is_slip_of_short(method));
    short.or_else(|| REGISTERED.into_iter().find(|method| is_slip(text, method)))
}

/// The methods of fewer than five letters that most pages send.
const SHORT: [&str; 4] = ["GET", "HEAD", "POST", "PUT"];

/// [Fetch, forbidden method](https://fetch.spec.whatwg.org/#forbidden-method)
const FORBIDDEN: [&str; 3] = ["CONNECT", "TRACE", "TRACK"];

/// The [HTTP Method Registry](https://www.iana.org/assignments/http-methods), without the forbidden methods and without
/// the two names that no client sends as a method (`PRI` and `*`).
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
    use super::{REGISTERED, check, nearest, remark};
    use crate::problem::{NameProblem, Problem, Remark};

    #[test]
    fn slips_of_registered_methods() {
        for (text, meant) in [
            ("GRT", "GET"),
            ("GTE", "GET"),
            ("GETT", "GET"),
            ("get_", "GET"),
            ("PSOT", "POST"),
            ("PUTT", "PUT"),
            ("HAED", "HEAD"),
            ("PATHC", "PATCH"),
            ("ptach", "PATCH"),
            ("DELET", "DELETE"),
            ("OPTION", "OPTIONS"),
            ("PROP-FIND", "PROPFIND"),
            ("PROPFND", "PROPFIND"),
            ("VERSION_CONTROL", "VERSION-CONTROL"),
        ] {
            assert_eq!(nearest(text), Some(meant), "{text}");
        }
    }

    #[test]
    fn methods_of_ones_own() {
        for text in [
            "PURGE",
            "purge",
            "PATCHES",
            "M-SEARCH",
            "NOTIFY",
            "SUBSCRIBE",
            "UNSUBSCRIBE",
            "LIST",
            "VIEW",
            "BAN",
            "READ",
            "WATCH",
            "BATCH",
            "FIND",
            "SET",
            "HOST",
            "BLOCK",
            "OUT",
            "LOOK",
            "MODE",
            "BMOVE",
            "BCOPY",
            "BDELETE",
            "BPROPFIND",
            "POLL",
            "PUSH",
            "PULL",
            "EXPORT",
            "IMPORT",
            "REFRESH",
            "DESCRIBE",
            "RECORD",
            "PLAY",
            "INDEX",
            "FETCH",
        ] {
            assert_eq!(nearest(text), None, "{text}");
        }
        for method in REGISTERED {
            assert_eq!(nearest(method), None, "{method}");
        }
    }

    #[test]
    fn the_function_of_scripts_is_no_method() {
        for text in ["FETCH", "fetch"] {
            let remark_on_fetch = Remark::FetchAsMethod { text: text.to_owned() };
            assert_eq!(remark(text), Some(remark_on_fetch));
        }
        let slip = Remark::MethodSlip { text: "GRT".to_owned(), meant: "GET" };
        assert_eq!(remark("GRT"), Some(slip));
        assert_eq!((remark("FETCHES"), remark("PATCH"), remark("PURGE")), (None, None, None));
    }

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
            assert!(
                matches!(check(text), Err(Problem::Name(NameProblem::NotAMethod { .. }))),
                "{text:?}"
            );
        }
        assert_eq!(check("*"), Err(Problem::Name(NameProblem::MethodStar)));
    }

    #[test]
    fn keywords_and_endless_names_are_no_methods() {
        for text in ["any", "ANY", "none", "All"] {
            assert!(
                matches!(check(text), Err(Problem::Name(NameProblem::Keyword { .. }))),
                "{text}"
            );
        }
        for text in ["configured", "Configured", "configured_or_any"] {
            let problem = NameProblem::Configured { text: text.to_owned() };
            assert_eq!(check(text), Err(Problem::Name(problem)));
        }
        assert_eq!(check(&"A".repeat(256)), Ok(()));
        assert_eq!(check(&"A".repeat(257)), Err(Problem::Name(NameProblem::Long { length: 257 })));
    }

    #[test]
    fn forbidden_methods_are_forbidden_in_any_case() {
        for text in ["CONNECT", "TRACE", "TRACK", "connect", "Trace", "tRACK"] {
            assert!(
                matches!(check(text), Err(Problem::Name(NameProblem::ForbiddenMethod { .. }))),
                "{text}"
            );
        }
    }

    #[test]
    fn a_registered_method_in_another_case_is_not_that_method() {
        for (text, meant) in
            [("patch", "PATCH"), ("put", "PUT"), ("Get", "GET"), ("propFind", "PROPFIND")]
        {
            let problem =
                Problem::Name(NameProblem::MethodCase { text: text.to_owned(), registered: meant });
            assert_eq!(check(text), Err(problem), "{text}");
        }
    }
}
