//! The exchanges of an audit, in the form in which the rules read them.

use http::HeaderName;

use crate::audit::answer::Answer;
use crate::audit::exchange::{Exchange, Failure};
use crate::audit::finding::{Finding, Rule, Severity};
use crate::audit::probes::{Asks, Place, Probe};
use crate::audit::question::Question;

/// The exchanges of an audit. Probes and exchanges have the same indices.
pub(super) struct Evidence<'a> {
    pub(super) question: &'a Question,
    pub(super) probes: &'a [Probe],
    pub(super) exchanges: &'a [Exchange],
}

/// A probe, and the response to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) index: usize,
    pub(super) probe: &'a Probe,
    pub(super) answer: Answer<'a>,
}

impl<'a> Evidence<'a> {
    /// Every probe with a response.
    pub(super) fn seen(&self) -> impl Iterator<Item = Seen<'a>> + use<'a> {
        let pairs = self.probes.iter().zip(self.exchanges).enumerate();
        pairs.filter_map(|(index, (probe, exchange))| {
            let answer = Answer(exchange.answer.as_ref().ok()?);
            Some(Seen { index, probe, answer })
        })
    }

    /// Every probe without a response.
    pub(super) fn failed(&self) -> impl Iterator<Item = (usize, &'a Probe, &'a Failure)> + use<'a> {
        let pairs = self.probes.iter().zip(self.exchanges).enumerate();
        pairs.filter_map(|(index, (probe, exchange))| {
            Some((index, probe, exchange.answer.as_ref().err()?))
        })
    }

    /// The same, over the version of HTTP that was tried first.
    pub(super) fn seen_first(&self) -> impl Iterator<Item = Seen<'a>> + use<'a> {
        let first = self.probes.first().map(|probe| probe.protocol);
        self.seen().filter(move |seen| Some(seen.probe.protocol) == first)
    }

    /// The reads of the audited URL.
    pub(super) fn reads(&self) -> impl Iterator<Item = Seen<'a>> + use<'a> {
        let is_read = |probe: &Probe| probe.asks == Asks::Read && probe.place == Place::Url;
        self.seen_first().filter(move |seen| is_read(seen.probe))
    }

    /// The preflights that should succeed.
    pub(super) fn preflights(&self) -> impl Iterator<Item = Seen<'a>> + use<'a> {
        let is_meant = |probe: &Probe| {
            matches!(probe.asks, Asks::Preflight(_))
                && probe.place != Place::Missing
                && probe.sender.is_friend()
        };
        self.seen_first().filter(move |seen| is_meant(seen.probe))
    }

    /// Whether another preflight of the same page succeeds, so that this one fails for what it asks for.
    pub(super) fn is_refused_for_its_wish(&self, seen: &Seen<'_>) -> bool {
        let is_same =
            |other: &Seen<'_>| other.origin() == seen.origin() && other.index != seen.index;
        let succeeds = |other: &Seen<'_>| other.is_ok() && other.is_allowed();
        !(seen.is_ok() && seen.is_allowed())
            && self.preflights().any(|other| is_same(&other) && succeeds(&other))
    }
}

impl Seen<'_> {
    pub(super) fn origin(&self) -> Option<&str> {
        self.probe.sender.origin()
    }

    pub(super) fn is_ok(&self) -> bool {
        self.answer.0.status.is_success()
    }

    /// Whether the sender may read the response.
    pub(super) fn is_allowed(&self) -> bool {
        self.origin().is_some_and(|origin| self.answer.allows(origin))
    }
}

/// A finding, if there is at least one exchange that shows it.
pub(super) fn finding(
    rule: &'static Rule,
    severity: Severity,
    seen: &[Seen<'_>],
    saw: impl FnOnce(&Seen<'_>) -> String,
) -> Option<Finding> {
    let first = seen.first()?;
    let exchanges = seen.iter().map(|seen| seen.index).collect();
    Some(Finding { rule, severity, saw: saw(first), exchanges })
}

/// "`https://a.example`", or "a request without `Origin`".
pub(super) fn who(seen: &Seen<'_>) -> String {
    seen.origin()
        .map_or_else(|| "a request without `Origin`".to_owned(), |origin| format!("`{origin}`"))
}

/// The name and the value of a header of a response.
pub(super) fn line(seen: &Seen<'_>, name: &HeaderName) -> String {
    let value = seen.answer.joined(name.clone());
    value.map_or_else(|| format!("no `{name}`"), |value| format!("`{name}: {value}`"))
}
