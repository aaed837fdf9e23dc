//! Error responses without CORS headers.

use super::evidence::{Evidence, Seen, finding, who};
use super::refused::is_allowed_elsewhere;
use crate::audit::answer::AllowOrigin;
use crate::audit::finding::{Finding, Rule, Severity};
use crate::audit::probes::{Asks, Place};

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let is_bare = |seen: &Seen<'_>| {
        let status = seen.answer.0.status;
        (status.is_client_error() || status.is_server_error())
            && seen.probe.sender.is_friend()
            && !seen.probe.asks.is_preflight()
            && seen.answer.allow_origin() == AllowOrigin::Missing
            && is_allowed_elsewhere(evidence, seen)
            && (seen.probe.place == Place::Url || covers_missing_paths(evidence))
    };
    let mut bare = evidence.seen_first().filter(is_bare).collect::<Vec<_>>();
    // A read is a better example than an `OPTIONS` request.
    bare.sort_by_key(|seen| seen.probe.asks == Asks::Options);
    let mut statuses = bare.iter().map(|seen| seen.answer.0.status.as_u16()).collect::<Vec<_>>();
    statuses.sort_unstable();
    statuses.dedup();
    let list = statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let found = finding(&WITHOUT_HEADERS, Severity::Low, &bare, |seen| {
        format!("{} gets status {list} without `access-control-allow-origin`", who(seen))
    });
    found.into_iter().collect()
}

/// Whether a preflight for a path that does not exist succeeds. If not, CORS may be a matter of single routes.
fn covers_missing_paths(evidence: &Evidence<'_>) -> bool {
    let is_meant =
        |seen: &Seen<'_>| seen.probe.place == Place::Missing && seen.probe.asks.is_preflight();
    evidence.seen_first().any(|seen| is_meant(&seen) && seen.is_ok() && seen.is_allowed())
}

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&WITHOUT_HEADERS];

static WITHOUT_HEADERS: Rule = Rule {
    id: "errors-without-headers",
    title: "error responses have no CORS headers",
    why: "A script cannot read the status or the text of such an error. The console of the browser reports a CORS error, and \
          hides the real one.",
    remedy: "Add the headers to every response, whatever its status is: put CORS in front of authentication, of the router and \
             of error pages. In nginx, write `always` after the value in `add_header`.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};
