//! Differences from the policy that the server should have.

use std::collections::BTreeSet;

use cors_policy::{Policy, PolicyRef};
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
};

use super::evidence::{Evidence, Seen, finding, line, who};
use crate::audit::finding::{Finding, Rule, Severity};

/// Leaves out the exchanges that show another finding already.
pub(super) fn check(evidence: &Evidence<'_>, known: &[Finding]) -> Vec<Finding> {
    let Some(policy) = &evidence.question.policy else { return Vec::new() };
    let is_known =
        |seen: &Seen<'_>| known.iter().any(|finding| finding.exchanges.contains(&seen.index));
    let seen = evidence.seen().filter(|seen| !is_known(seen)).collect::<Vec<_>>();
    let with = |is_meant: &dyn Fn(&Seen<'_>) -> bool| {
        seen.iter().filter(|seen| is_meant(seen)).copied().collect::<Vec<_>>()
    };
    let gets = |seen: &Seen<'_>, header| format!("{} gets {}", who(seen), line(seen, &header));
    [
        finding(&MORE, Severity::High, &with(&|seen| allows_more(policy, seen)), |seen| {
            gets(seen, ACCESS_CONTROL_ALLOW_ORIGIN)
        }),
        finding(&MORE, Severity::Critical, &with(&|seen| allows_cookies(policy, seen)), |seen| {
            gets(seen, ACCESS_CONTROL_ALLOW_CREDENTIALS)
        }),
        finding(&MORE, Severity::High, &with(&|seen| lists_more_methods(policy, seen)), |seen| {
            gets(seen, ACCESS_CONTROL_ALLOW_METHODS)
        }),
        finding(&MORE, Severity::High, &with(&|seen| lists_more_headers(policy, seen)), |seen| {
            gets(seen, ACCESS_CONTROL_ALLOW_HEADERS)
        }),
        finding(&MORE, Severity::Medium, &with(&|seen| exposes(policy, seen).0), |seen| {
            gets(seen, ACCESS_CONTROL_EXPOSE_HEADERS)
        }),
        finding(&LESS, Severity::Medium, &with(&|seen| exposes(policy, seen).1), |seen| {
            gets(seen, ACCESS_CONTROL_EXPOSE_HEADERS)
        }),
        finding(&AGE, Severity::Low, &with(&|seen| has_other_age(policy, seen)), |seen| {
            gets(seen, ACCESS_CONTROL_MAX_AGE)
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn allows_more(policy: &PolicyRef, seen: &Seen<'_>) -> bool {
    let is_meant = |origin: &str| policy.allows(origin) || policy.anyone_else().is_some();
    seen.is_allowed() && seen.origin().is_some_and(|origin| !is_meant(origin))
}

fn allows_cookies(policy: &PolicyRef, seen: &Seen<'_>) -> bool {
    let is_meant = |origin: &str| policy.allows(origin) && policy.credentials();
    seen.origin()
        .is_some_and(|origin| seen.answer.allows_with_credentials(origin) && !is_meant(origin))
}

/// The options that apply to an origin.
struct Tier {
    methods: &'static [&'static str],
    request_headers: &'static [&'static str],
    exposed_headers: &'static [&'static str],
    max_age: Option<u64>,
}

fn tier(policy: &PolicyRef, origin: &str) -> Option<Tier> {
    let of = |policy: &'static Policy| Tier {
        methods: policy.methods(),
        request_headers: policy.request_headers(),
        exposed_headers: policy.exposed_headers(),
        max_age: policy.max_age().map(|age| age.as_secs()),
    };
    if policy.allows(origin) {
        return Some(Tier {
            methods: policy.methods(),
            request_headers: policy.request_headers(),
            exposed_headers: policy.exposed_headers(),
            max_age: policy.max_age().map(|age| age.as_secs()),
        });
    }
    policy.anyone_else().map(of)
}

/// The tier of a preflight that succeeds.
fn tier_of_preflight(policy: &PolicyRef, seen: &Seen<'_>) -> Option<Tier> {
    let succeeds = seen.probe.asks.is_preflight() && seen.is_ok() && seen.is_allowed();
    seen.origin().filter(|_| succeeds).and_then(|origin| tier(policy, origin))
}

fn lists_more_methods(policy: &PolicyRef, seen: &Seen<'_>) -> bool {
    let listed = seen.answer.list(ACCESS_CONTROL_ALLOW_METHODS).unwrap_or_default();
    // Pages may send these without a list. `OPTIONS` is harmless, and many servers list it.
    let is_free = |name: &str| matches!(name, "GET" | "HEAD" | "POST" | "OPTIONS");
    tier_of_preflight(policy, seen).is_some_and(|tier| {
        let has = |name: &str| is_free(name) || tier.methods.contains(&name);
        !tier.methods.contains(&"*") && listed.iter().any(|name| !has(name))
    })
}

fn lists_more_headers(policy: &PolicyRef, seen: &Seen<'_>) -> bool {
    let listed = seen.answer.list(ACCESS_CONTROL_ALLOW_HEADERS).unwrap_or_default();
    let is_free = |name: &str| {
        ["accept", "accept-language", "content-language", "origin"]
            .iter()
            .any(|free| free.eq_ignore_ascii_case(name))
    };
    tier_of_preflight(policy, seen).is_some_and(|tier| {
        let has = |name: &str| {
            is_free(name) || tier.request_headers.iter().any(|own| own.eq_ignore_ascii_case(name))
        };
        !tier.request_headers.contains(&"*") && listed.iter().any(|name| !has(name))
    })
}

/// Whether a read exposes more than the policy, and whether it exposes less.
fn exposes(policy: &PolicyRef, seen: &Seen<'_>) -> (bool, bool) {
    let is_read = !seen.probe.asks.is_preflight() && seen.is_allowed();
    let tier = seen.origin().filter(|_| is_read).and_then(|origin| tier(policy, origin));
    let Some(tier) = tier else { return (false, false) };
    let lower = |name: &str| name.to_ascii_lowercase();
    let listed = seen.answer.list(ACCESS_CONTROL_EXPOSE_HEADERS).unwrap_or_default();
    let listed = listed.iter().map(|name| lower(name)).collect::<BTreeSet<_>>();
    let own = tier.exposed_headers.iter().map(|name| lower(name)).collect::<BTreeSet<_>>();
    if own.contains("*") || listed.contains("*") {
        return (!own.contains("*"), !listed.contains("*"));
    }
    (!listed.is_subset(&own), !own.is_subset(&listed))
}

/// Without the header, browsers [keep a preflight for five seconds](https://fetch.spec.whatwg.org/#http-access-control-max-age).
/// Some gateways always send the header.
fn has_other_age(policy: &PolicyRef, seen: &Seen<'_>) -> bool {
    let age = seen.answer.joined(ACCESS_CONTROL_MAX_AGE);
    let age = age.unwrap_or_else(|| DEFAULT_MAX_AGE.to_string());
    tier_of_preflight(policy, seen)
        .is_some_and(|tier| age != tier.max_age.unwrap_or(DEFAULT_MAX_AGE).to_string())
}

const DEFAULT_MAX_AGE: u64 = 5;

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&MORE, &LESS, &AGE];

static MORE: Rule = Rule {
    id: "allows-more-than-policy",
    title: "the server allows more than the policy",
    why: "Pages may do what the policy does not allow. The server has another configuration than the one that was reviewed.",
    remedy: "Deploy the policy: with an adapter, or with `export` for a gateway. Look for a second program that adds CORS headers.",
    link: "https://fetch.spec.whatwg.org/#http-cors-protocol",
};

static LESS: Rule = Rule {
    id: "allows-less-than-policy",
    title: "the server allows less than the policy",
    why: "Pages that the policy allows fail, or cannot read a header.",
    remedy: "Deploy the policy: with an adapter, or with `export` for a gateway. Look for a program in between that removes headers.",
    link: "https://fetch.spec.whatwg.org/#http-cors-protocol",
};

static AGE: Rule = Rule {
    id: "other-max-age-than-policy",
    title: "preflights are kept for another time than the policy says",
    why: "The server has another configuration than the one that was reviewed.",
    remedy: "Deploy the policy: with an adapter, or with `export` for a gateway.",
    link: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
};
