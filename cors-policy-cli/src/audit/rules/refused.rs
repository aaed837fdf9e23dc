//! Origins that should be allowed, and are not.

use http::header::{ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN, AGE};

use super::allow_origin::is_origin;
use super::evidence::{Evidence, Seen, finding, line, who};
use crate::audit::answer::AllowOrigin;
use crate::audit::finding::{Finding, Rule, Severity};

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let friends = evidence.reads().filter(|seen| seen.probe.sender.is_friend());
    let friends = friends.collect::<Vec<_>>();

    let mixed = mixed_up(evidence);
    let refused = friends.iter().copied().filter(|seen| {
        // A value that no browser accepts, and an error without headers, are findings of their own.
        let is_explained = match seen.answer.allow_origin() {
            AllowOrigin::Missing => !seen.is_ok() && is_allowed_elsewhere(evidence, seen),
            AllowOrigin::Star => false,
            AllowOrigin::One(value) => !is_origin(&value),
            AllowOrigin::Several(_) => true,
        };
        !seen.is_allowed() && !is_explained && !mixed.iter().any(|other| other.index == seen.index)
    });
    findings.extend(finding(&REFUSED, Severity::Medium, &refused.collect::<Vec<_>>(), |seen| {
        let status = seen.answer.0.status.as_u16();
        format!(
            "{} gets status {status} and {}",
            who(seen),
            line(seen, &ACCESS_CONTROL_ALLOW_ORIGIN)
        )
    }));
    findings.extend(finding(&MIXED_UP, Severity::High, &mixed, |seen| {
        let age = seen.answer.joined(AGE).map(|age| format!(", with `age: {age}`"));
        format!(
            "{} gets {}{}, and another answer to the same request",
            who(seen),
            line(seen, &ACCESS_CONTROL_ALLOW_ORIGIN),
            age.unwrap_or_default()
        )
    }));

    if evidence.question.credentials == Some(true) {
        let lacks = |seen: &Seen<'_>| {
            seen.origin().is_some_and(|origin| seen.answer.echoes(origin))
                && seen.answer.joined(ACCESS_CONTROL_ALLOW_CREDENTIALS).is_none()
        };
        let without = friends.iter().copied().filter(lacks).collect::<Vec<_>>();
        findings.extend(finding(&WITHOUT_CREDENTIALS, Severity::Medium, &without, |seen| {
            format!("{} gets no `access-control-allow-credentials`", who(seen))
        }));
        let star = |seen: &Seen<'_>| {
            seen.answer.allow_origin() == AllowOrigin::Star && !seen.answer.has_credentials()
        };
        let star = friends.iter().copied().filter(star).collect::<Vec<_>>();
        findings.extend(finding(&WITHOUT_CREDENTIALS, Severity::Medium, &star, |seen| {
            format!(
                "{} gets `*`, which browsers do not accept for requests with credentials",
                who(seen)
            )
        }));
    }
    findings
}

/// Whether the origin is allowed in another response.
pub(super) fn is_allowed_elsewhere(evidence: &Evidence<'_>, seen: &Seen<'_>) -> bool {
    evidence.seen().any(|other| other.origin() == seen.origin() && other.is_allowed())
}

/// Responses to the same request with different values of `Access-Control-Allow-Origin`.
fn mixed_up<'a>(evidence: &Evidence<'a>) -> Vec<Seen<'a>> {
    let reads = evidence.reads().filter(Seen::is_ok).collect::<Vec<_>>();
    let differs = |seen: &&Seen<'_>| {
        reads.iter().any(|other| {
            let is_same =
                other.probe == seen.probe && other.answer.0.status == seen.answer.0.status;
            is_same && other.answer.allow_origin() != seen.answer.allow_origin()
        })
    };
    let is_wrong = |seen: &&Seen<'_>| match seen.answer.allow_origin() {
        AllowOrigin::One(value) => seen.origin() != Some(&value),
        AllowOrigin::Missing => seen.probe.sender.is_friend(),
        AllowOrigin::Star | AllowOrigin::Several(_) => false,
    };
    reads.iter().filter(differs).filter(is_wrong).copied().collect()
}

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&REFUSED, &MIXED_UP, &WITHOUT_CREDENTIALS];

static REFUSED: Rule = Rule {
    id: "refuses-allowed-origin",
    title: "an origin that should be allowed is refused",
    why: "Browsers keep the response from pages of this origin, and scripts see only a network error.",
    remedy: "Add the origin to the list, spelled as the browser sends it. Check that the request reaches the program that adds \
             the headers, and that nothing in front of it removes them.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};

static MIXED_UP: Rule = Rule {
    id: "mixed-up-answers",
    title: "the answer for one origin is sent to another",
    why: "The same request gets different answers. A cache keeps a response for one origin, and sends it to others. Their pages \
          fail, for as long as the cache keeps it.",
    remedy: "Send `Vary: Origin` with every response, also to requests without `Origin`, and let the cache obey it. If several \
             servers answer, give all of them the same configuration.",
    link: "https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches",
};

static WITHOUT_CREDENTIALS: Rule = Rule {
    id: "refuses-credentials",
    title: "an allowed origin may not send cookies",
    why: "Browsers keep the response to a request with credentials from the page unless it has \
          `Access-Control-Allow-Credentials: true` and the origin itself.",
    remedy: "Send `Access-Control-Allow-Credentials: true` to listed origins. Requests with a bearer token in `Authorization` \
             do not need it.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};
