//! The lists in the answers to preflights, and how long they are kept.

use cors_policy_core::limits::MAX_AGE_SECONDS;
use http::Method;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_EXPOSE_HEADERS,
    ACCESS_CONTROL_MAX_AGE, AUTHORIZATION, HeaderName,
};

use super::evidence::{Evidence, Seen, finding, line, who};
use crate::audit::finding::{Finding, Rule, Severity};
use crate::audit::probes::Wanted;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(unreadable(evidence));
    let stars = stars_with_credentials(evidence);
    findings.extend(finding(&STAR_WITH_CREDENTIALS, Severity::Medium, &stars, |seen| {
        let header = LISTS
            .into_iter()
            .find(|header| has_star(seen, header))
            .unwrap_or(ACCESS_CONTROL_ALLOW_HEADERS);
        format!("{} gets {} with credentials", who(seen), line(seen, &header))
    }));
    findings.extend(refused_methods(evidence, &stars));
    findings.extend(refused_headers(evidence, &stars));
    findings.extend(long_ages(evidence));
    findings
}

/// Lists that a browser cannot read. It then takes the preflight for a failed one, and exposes nothing.
fn unreadable(evidence: &Evidence<'_>) -> Option<Finding> {
    let is_bad = |seen: &Seen<'_>, header: &HeaderName| seen.answer.list(header.clone()).is_err();
    let bad = evidence
        .seen()
        .filter(|seen| seen.probe.sender.is_friend())
        .filter(|seen| LISTS.iter().any(|header| is_bad(seen, header)))
        .collect::<Vec<_>>();
    finding(&UNREADABLE, Severity::Medium, &bad, |seen| {
        let header = LISTS.into_iter().find(|header| is_bad(seen, header));
        let header = header.unwrap_or(ACCESS_CONTROL_ALLOW_HEADERS);
        format!("{} gets {}", who(seen), line(seen, &header))
    })
}

fn stars_with_credentials<'a>(evidence: &Evidence<'a>) -> Vec<Seen<'a>> {
    let is_star = |seen: &Seen<'_>| {
        seen.origin().is_some_and(|origin| seen.answer.allows_with_credentials(origin))
            && LISTS.iter().any(|header| has_star(seen, header))
    };
    evidence.seen().filter(|seen| seen.probe.sender.is_friend()).filter(is_star).collect()
}

fn has_star(seen: &Seen<'_>, header: &HeaderName) -> bool {
    names(seen, header).iter().any(|name| name == "*")
}

fn names(seen: &Seen<'_>, header: &HeaderName) -> Vec<String> {
    seen.answer.list(header.clone()).unwrap_or_default()
}

/// The preflights that ask for what should be allowed, and that allow the origin, or fail only for what they ask for.
fn answered<'a>(evidence: &Evidence<'a>, known: &[Seen<'_>]) -> Vec<Seen<'a>> {
    let is_known = |seen: &Seen<'_>| known.iter().any(|other| other.index == seen.index);
    let is_answer = |seen: &Seen<'_>| {
        seen.is_ok() && seen.is_allowed()
            || is_plain_refusal(seen) && evidence.is_refused_for_its_wish(seen)
    };
    let is_readable = |seen: &Seen<'_>| {
        [ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_HEADERS]
            .into_iter()
            .all(|header| seen.answer.list(header).is_ok())
    };
    let preflights = evidence.preflights().filter(is_answer);
    preflights.filter(|seen| !is_known(seen) && is_readable(seen)).collect()
}

/// Whether the status is one with which servers refuse what a preflight asks for.
fn is_plain_refusal(seen: &Seen<'_>) -> bool {
    seen.is_ok() || matches!(seen.answer.0.status.as_u16(), 400 | 403 | 404 | 405)
}

fn refused_methods(evidence: &Evidence<'_>, known: &[Seen<'_>]) -> Option<Finding> {
    let is_refused = |seen: &Seen<'_>| {
        let Some(Wanted { method, .. }) = seen.probe.asks.wanted() else { return false };
        let is_listed = |name: &String| name == "*" || name == method.as_str();
        !is_safelisted(method) && !names(seen, &ACCESS_CONTROL_ALLOW_METHODS).iter().any(is_listed)
    };
    let mut refused = answered(evidence, known);
    refused.retain(is_refused);
    finding(&REFUSES_METHOD, Severity::Medium, &refused, |seen| {
        let method = seen.probe.asks.wanted().map(|wanted| wanted.method.as_str());
        let method = method.unwrap_or_default();
        format!(
            "the preflight of {} for `{method}` gets {}",
            who(seen),
            line(seen, &ACCESS_CONTROL_ALLOW_METHODS)
        )
    })
}

fn is_safelisted(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::POST)
}

fn refused_headers(evidence: &Evidence<'_>, known: &[Seen<'_>]) -> Vec<Finding> {
    let refused = |seen: &Seen<'_>| -> Vec<HeaderName> {
        let Some(Wanted { headers, .. }) = seen.probe.asks.wanted() else { return Vec::new() };
        let listed = names(seen, &ACCESS_CONTROL_ALLOW_HEADERS);
        let has = |text: &str| listed.iter().any(|name| name.eq_ignore_ascii_case(text));
        let is_refused = |header: &&HeaderName| {
            !has(header.as_str()) && (!has("*") || **header == AUTHORIZATION)
        };
        headers.iter().filter(is_refused).cloned().collect()
    };
    let is_star = |seen: &Seen<'_>| {
        has_star(seen, &ACCESS_CONTROL_ALLOW_HEADERS) && refused(seen) == [AUTHORIZATION]
    };
    let all = answered(evidence, known);
    let with = |is_meant: &dyn Fn(&Seen<'_>) -> bool| {
        all.iter().filter(|seen| is_meant(seen)).copied().collect::<Vec<_>>()
    };
    let saw = |seen: &Seen<'_>| {
        let names = refused(seen).iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
        format!(
            "the preflight of {} for {} gets {}",
            who(seen),
            names.join(", "),
            line(seen, &ACCESS_CONTROL_ALLOW_HEADERS)
        )
    };
    let star = with(&is_star);
    let others = with(&|seen| !is_star(seen) && !refused(seen).is_empty());
    [
        finding(&STAR_AND_AUTHORIZATION, Severity::Medium, &star, saw),
        finding(&REFUSES_HEADER, Severity::Medium, &others, saw),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn long_ages(evidence: &Evidence<'_>) -> Option<Finding> {
    let age = |seen: &Seen<'_>| seen.answer.joined(ACCESS_CONTROL_MAX_AGE)?.parse::<u64>().ok();
    let is_long = |seen: &Seen<'_>| age(seen).is_some_and(|age| age > u64::from(MAX_AGE_SECONDS));
    let long = evidence.preflights().filter(is_long).collect::<Vec<_>>();
    finding(&LONG_AGE, Severity::Low, &long, |seen| {
        format!("the preflight of {} gets {}", who(seen), line(seen, &ACCESS_CONTROL_MAX_AGE))
    })
}

const LISTS: [HeaderName; 3] =
    [ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_EXPOSE_HEADERS];

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[
    &UNREADABLE,
    &STAR_WITH_CREDENTIALS,
    &REFUSES_METHOD,
    &REFUSES_HEADER,
    &STAR_AND_AUTHORIZATION,
    &LONG_AGE,
];

static UNREADABLE: Rule = Rule {
    id: "unreadable-list",
    title: "a list of methods or headers is not valid",
    why: "The lists are names with commas between them. If a browser cannot read a list, the preflight fails, or the script can \
          read none of the exposed headers.",
    remedy: "Write names with commas between them: no quotes, no brackets, no semicolons.",
    link: "https://fetch.spec.whatwg.org/#extract-header-list-values",
};

static STAR_WITH_CREDENTIALS: Rule = Rule {
    id: "wildcard-list-with-credentials",
    title: "a list has `*` together with credentials",
    why: "In requests with credentials, browsers treat `*` as a literal name. It allows and exposes nothing.",
    remedy: "List the names.",
    link: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
};

static REFUSES_METHOD: Rule = Rule {
    id: "refuses-method",
    title: "a method that should be allowed is not listed",
    why: "Browsers send a method other than `GET`, `HEAD` and `POST` only if the answer to the preflight lists it. They compare \
          the case: `patch` is another method than `PATCH`.",
    remedy: "Add the method to `Access-Control-Allow-Methods`, in upper case.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static REFUSES_HEADER: Rule = Rule {
    id: "refuses-header",
    title: "a request header that should be allowed is not listed",
    why: "Browsers send a header that a form cannot send only if the answer to the preflight lists it.",
    remedy: "Add the name to `Access-Control-Allow-Headers`.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static STAR_AND_AUTHORIZATION: Rule = Rule {
    id: "wildcard-without-authorization",
    title: "`Authorization` is covered by `*` only",
    why: "`*` covers every request header except `Authorization`, which must be listed by its name. Browsers do not send the \
          request.",
    remedy: "Send `Access-Control-Allow-Headers: *, Authorization`.",
    link: "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name",
};

static LONG_AGE: Rule = Rule {
    id: "max-age-too-long",
    title: "preflights should be kept for longer than any browser keeps them",
    why: "Firefox keeps the answer to a preflight for a day at most, and Chromium for two hours. A larger number has no effect.",
    remedy: "Send at most 86400 seconds.",
    link: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
};
