//! Answers that depend on the version of HTTP.

use http::header::ACCESS_CONTROL_ALLOW_ORIGIN;

use super::evidence::{Evidence, Seen, line, who};
use crate::audit::finding::{Finding, Rule, Severity};

/// Compares each answer over the second version with the answer to the same request over the first.
pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(first) = evidence.seen().next() else { return Vec::new() };
    let is_other = |seen: &Seen<'_>| seen.probe.protocol != first.probe.protocol;
    let differing = evidence.seen().filter(is_other).filter_map(|seen| {
        let same = evidence.seen().find(|other| is_same_request(&seen, other))?;
        (grant(&seen) != grant(&same)).then_some((seen, same))
    });
    let differing = differing.collect::<Vec<_>>();
    let Some((seen, same)) = differing.first() else { return Vec::new() };
    let saw = format!(
        "{} gets {} over {}, and {} over {}",
        who(seen),
        line(same, &ACCESS_CONTROL_ALLOW_ORIGIN),
        same.probe.protocol,
        line(seen, &ACCESS_CONTROL_ALLOW_ORIGIN),
        seen.probe.protocol
    );
    let exchanges = differing.iter().flat_map(|(seen, same)| [seen.index, same.index]).collect();
    vec![Finding { rule: &DIFFERS, severity: Severity::Medium, saw, exchanges }]
}

fn is_same_request(one: &Seen<'_>, other: &Seen<'_>) -> bool {
    let (a, b) = (one.probe, other.probe);
    a.protocol != b.protocol && a.sender == b.sender && a.asks == b.asks && a.place == b.place
}

fn grant(seen: &Seen<'_>) -> (u16, bool, bool) {
    let status = seen.answer.0.status.as_u16();
    (status, seen.is_allowed(), seen.answer.has_credentials())
}

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&DIFFERS];

static DIFFERS: Rule = Rule {
    id: "protocols-differ",
    title: "the answer depends on the version of HTTP",
    why: "Two programs, or two configurations, answer. Which page works depends on the browser and on the network.",
    remedy: "Give both listeners the same configuration.",
    link: "https://fetch.spec.whatwg.org/#http-cors-protocol",
};
