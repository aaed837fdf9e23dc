//! Values of `Access-Control-Allow-Origin` and `Access-Control-Allow-Credentials` that no browser accepts.

use cors_policy_core::origin::Origin;
use http::header::{ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN};

use super::evidence::{Evidence, Seen, finding, line, who};
use crate::audit::answer::AllowOrigin;
use crate::audit::finding::{Finding, Rule, Severity};

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let with =
        |is_meant: fn(&Seen<'_>) -> bool| evidence.seen().filter(is_meant).collect::<Vec<_>>();
    let gets_origin = |seen: &Seen<'_>| {
        format!("{} gets {}", who(seen), line(seen, &ACCESS_CONTROL_ALLOW_ORIGIN))
    };
    let gets_credentials = |seen: &Seen<'_>| {
        format!("{} gets {}", who(seen), line(seen, &ACCESS_CONTROL_ALLOW_CREDENTIALS))
    };
    [
        finding(&SEVERAL, Severity::Medium, &with(has_several), gets_origin),
        finding(&INVALID, Severity::Medium, &with(has_invalid), gets_origin),
        finding(
            &STAR_WITH_CREDENTIALS,
            Severity::Medium,
            &with(has_star_with_credentials),
            |seen| {
                format!(
                    "{} gets `*` with {}",
                    who(seen),
                    line(seen, &ACCESS_CONTROL_ALLOW_CREDENTIALS)
                )
            },
        ),
        finding(
            &INVALID_CREDENTIALS,
            Severity::Medium,
            &with(has_invalid_credentials),
            gets_credentials,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether there are several values, unless one line repeats what one of the strangers sent.
fn has_several(seen: &Seen<'_>) -> bool {
    match seen.answer.allow_origin() {
        AllowOrigin::Several(value) => seen.origin() != Some(&value),
        AllowOrigin::Missing | AllowOrigin::Star | AllowOrigin::One(_) => false,
    }
}

/// Whether the value is no origin that a browser could have sent.
fn has_invalid(seen: &Seen<'_>) -> bool {
    match seen.answer.allow_origin() {
        // What comes back unchanged is the mistake of who sent it.
        AllowOrigin::One(value) if seen.origin() == Some(&value) => false,
        AllowOrigin::One(value) => value != "null" && !is_origin(&value),
        _ => false,
    }
}

pub(super) fn is_origin(text: &str) -> bool {
    Origin::parse(text).is_ok_and(|_| !text.contains('*'))
}

fn has_star_with_credentials(seen: &Seen<'_>) -> bool {
    seen.answer.allow_origin() == AllowOrigin::Star && seen.answer.has_credentials()
}

/// `false` says the same as no header.
fn has_invalid_credentials(seen: &Seen<'_>) -> bool {
    let value = seen.answer.joined(ACCESS_CONTROL_ALLOW_CREDENTIALS);
    value.is_some_and(|value| !matches!(value.as_str(), "true" | "false"))
}

/// The rules of this file.
pub(super) static RULES: &[&Rule] =
    &[&SEVERAL, &INVALID, &STAR_WITH_CREDENTIALS, &INVALID_CREDENTIALS];

static SEVERAL: Rule = Rule {
    id: "several-allow-origin",
    title: "`Access-Control-Allow-Origin` has several values",
    why: "Browsers accept one value only, and block the response. Mostly two programs add the header: the application and the \
          gateway in front of it.",
    remedy: "Let one program answer CORS, and let it remove or replace the header of the other. To allow several origins, \
             compare `Origin` with a list, and send the one that matches.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};

static INVALID: Rule = Rule {
    id: "invalid-allow-origin",
    title: "the value of `Access-Control-Allow-Origin` is not an origin",
    why: "Browsers compare the value with the origin of the page, byte by byte. A value with a path, a final slash, a `*` in it \
          or an upper-case letter never matches.",
    remedy: "Send the origin as the browser sends it: scheme, host, and the port if it is not the default one.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};

static STAR_WITH_CREDENTIALS: Rule = Rule {
    id: "wildcard-with-credentials",
    title: "`*` is sent together with credentials",
    why: "Browsers block the response to a request with credentials if it has `*`. So the header `Access-Control-Allow-Credentials` \
          has no effect. Whoever repairs this by repeating any origin opens the responses of all users to every page.",
    remedy: "For a public API, remove `Access-Control-Allow-Credentials`. For cookies, list the origins.",
    link: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
};

static INVALID_CREDENTIALS: Rule = Rule {
    id: "invalid-allow-credentials",
    title: "the value of `Access-Control-Allow-Credentials` is not `true`",
    why: "Browsers accept `true` in lower case, once. Any other value means the same as no header.",
    remedy: "Send `true`, or remove the header.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};
