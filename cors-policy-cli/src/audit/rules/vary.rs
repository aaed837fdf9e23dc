//! `Vary: Origin`.

use http::header::{CACHE_CONTROL, VARY};

use super::evidence::{Evidence, Seen, finding, line, who};
use crate::audit::answer::{AllowOrigin, Storage};
use crate::audit::finding::{Finding, Rule, Severity};

/// A server whose answers are the same for every origin needs no `Vary`.
pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let reads = evidence.reads().collect::<Vec<_>>();
    let Some(first) = reads.first() else { return Vec::new() };
    let is_same = reads.iter().all(|seen| {
        seen.answer.allow_origin() == first.answer.allow_origin()
            && seen.answer.has_credentials() == first.answer.has_credentials()
    });
    if is_same {
        return Vec::new();
    }
    let lacks =
        |seen: &Seen<'_>| !seen.answer.varies_by_origin() && seen.answer.storage() != Storage::None;
    let is_granted = |seen: &Seen<'_>| seen.answer.allow_origin() != AllowOrigin::Missing;
    let (granted, bare): (Vec<_>, Vec<_>) = reads.into_iter().filter(lacks).partition(is_granted);
    let saw = |seen: &Seen<'_>| {
        let cache = seen.answer.joined(CACHE_CONTROL);
        let cache = cache.map(|value| format!(" and `cache-control: {value}`"));
        format!("{} gets {}{}", who(seen), line(seen, &VARY), cache.unwrap_or_default())
    };
    let everything = granted.iter().chain(&bare).copied().collect::<Vec<_>>();
    let severity = severity(&everything);
    let found = if granted.is_empty() {
        finding(&INCOMPLETE, severity, &bare, saw)
    } else {
        finding(&MISSING, severity, &everything, saw)
    };
    found.into_iter().collect()
}

fn severity(seen: &[Seen<'_>]) -> Severity {
    let stored = |storage| seen.iter().any(|seen| seen.answer.storage() == storage);
    if stored(Storage::Everyone) {
        Severity::High
    } else if stored(Storage::Heuristic) {
        Severity::Medium
    } else {
        Severity::Low
    }
}

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&MISSING, &INCOMPLETE];

static MISSING: Rule = Rule {
    id: "vary-missing",
    title: "responses that depend on the origin have no `Vary: Origin`",
    why: "A cache keeps the response for one origin, and sends it to a page of another one, which the browser then blocks. The \
          browser has such a cache too.",
    remedy: "Send `Vary: Origin` with every response of this URL.",
    link: "https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches",
};

static INCOMPLETE: Rule = Rule {
    id: "vary-incomplete",
    title: "responses without CORS headers have no `Vary: Origin`",
    why: "A request without `Origin`, or from a refused origin, fills the cache with a response without CORS headers. The cache \
          then sends it to allowed pages, which the browser blocks. An image or a link is enough to start this.",
    remedy: "Send `Vary: Origin` with every response of this URL, also if the request has no `Origin`.",
    link: "https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches",
};
