//! The steps of Fetch, computed from the policy alone: [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch).

use super::checks::{credentials_check, header_check, method_check, origin_check};
use super::explanation::{Explanation, ReadableHeaders, Step, StepKind, Verdict};
use super::request::PageRequest;
use super::sent::Sent;
use super::words::code;
use crate::policy::Policy;
use crate::reference::{IntoPolicyRef, PolicyRef};

impl PageRequest {
    /// What browser and server do, if this policy is in front of the server.
    #[must_use]
    pub fn explain(&self, policy: impl IntoPolicyRef) -> Explanation {
        explain(self, &policy.into_policy_ref())
    }
}

fn explain(request: &PageRequest, policy: &PolicyRef) -> Explanation {
    let title = title(request, policy);
    let mut steps = Vec::new();
    let end = |steps, verdict, sends_preflight, readable| Explanation {
        title,
        steps,
        verdict,
        sends_preflight,
        readable,
    };
    let Some(sent) = Sent::read(request, &mut steps) else {
        return end(steps, Verdict::Impossible, false, ReadableHeaders::None);
    };
    if request.server.as_ref() == Some(&request.origin) && request.origin != "null" {
        let text = "the page has the origin of the server, so CORS does not apply";
        steps.push(Step::note(text, "concept-main-fetch"));
        return end(steps, Verdict::Readable, false, ReadableHeaders::All);
    }
    if request.is_no_cors {
        steps.push(Step::note(
            "`mode: \"no-cors\"`: the policy is not asked, and the response has no status, headers and body for the script",
            "concept-filtered-response-opaque",
        ));
        return end(steps, Verdict::Opaque, false, ReadableHeaders::None);
    }
    let answering = answering(policy, &request.origin);
    let sends_preflight = sent.needs_preflight();
    steps.extend(sent.reasons_for_preflight(request));
    let mut checks = vec![
        origin_check(policy, &request.origin),
        credentials_check(answering, request.has_credentials),
    ];
    if sends_preflight {
        checks.extend(method_check(answering, &sent.method));
        checks.extend(
            sent.unsafe_names
                .iter()
                .map(|name| header_check(answering, name, request.written(name))),
        );
    }
    let stop = checks.iter().position(|step| step.kind == StepKind::Stops);
    steps.extend(checks.into_iter().take(stop.map_or(usize::MAX, |index| index + 1)));
    match stop {
        Some(_) if sends_preflight => end(steps, Verdict::NotSent, true, ReadableHeaders::None),
        Some(_) => end(steps, Verdict::Unreadable, false, ReadableHeaders::None),
        None => {
            let readable = ReadableHeaders::Exposed(answering.exposed_headers());
            end(steps, Verdict::Readable, sends_preflight, readable)
        }
    }
}

fn title(request: &PageRequest, policy: &PolicyRef) -> String {
    let credentials = if request.has_credentials { " with credentials" } else { "" };
    let (method, origin) = (code(&request.method), code(&request.origin));
    match policy.name() {
        Some(name) => format!("{method}{credentials} from a page of {origin}, to `{name}`"),
        None => format!("{method}{credentials} from a page of {origin}"),
    }
}

/// The static part of the policy that answers this origin.
fn answering(policy: &PolicyRef, origin: &str) -> &'static Policy {
    let declared = policy.declared();
    match declared.anyone_else() {
        Some(anyone_else) if !policy.allows(origin) => anyone_else,
        _ => declared,
    }
}
