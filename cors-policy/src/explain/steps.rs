//! The steps of Fetch, computed from the policy alone: [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch).

use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::explanation::{Explanation, ReadableHeaders, Step, StepKind, Verdict};
use super::request::PageRequest;
use super::words::{code, listed};
use crate::fetch::{
    check_page, is_forbidden_header, is_forbidden_method, is_safelisted_method, normalize,
    unsafe_names,
};
use crate::observe::{nearest_header, nearest_origin};
use crate::policy::{Origins, Policy};
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
        steps.push(note(text, "concept-main-fetch"));
        return end(steps, Verdict::Readable, false, ReadableHeaders::All);
    }
    if request.is_no_cors {
        steps.push(note(
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
        checks.extend(sent.unsafe_names.iter().map(|name| header_check(answering, name, request)));
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

/// What the browser sends.
struct Sent {
    method: Method,
    /// The headers that a preflight must ask for, in lower case.
    unsafe_names: Vec<String>,
}

impl Sent {
    /// Reads the request, and adds a step for what a browser drops. `None` if no browser sends it; the last step says why.
    fn read(request: &PageRequest, steps: &mut Vec<Step>) -> Option<Self> {
        if let Err(sentence) = check_page(&request.origin, "null") {
            // The other lines are a picture of the mistake.
            let sentence = sentence.lines().next().unwrap_or_default();
            let text = format!("no page has the origin {}: {sentence}", code(&request.origin));
            steps.push(stop(text, "origin-header"));
            return None;
        }
        let Ok(method) = Method::from_bytes(request.method.as_bytes()) else {
            let text = format!("{} is not a method", code(&request.method));
            steps.push(stop(text, "concept-method"));
            return None;
        };
        let method = normalize(method);
        if is_forbidden_method(method.as_str()) {
            let text = format!("a script cannot send the method {}", code(method.as_str()));
            steps.push(stop(text, "forbidden-method"));
            return None;
        }
        if request.is_no_cors && !is_safelisted_method(&method) {
            let text =
                format!("with `mode: \"no-cors\"` a script cannot send {}", code(method.as_str()));
            steps.push(stop(text, "dom-request"));
            return None;
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &request.headers {
            // A script that sets these gets an error.
            let (Ok(key), Ok(content)) =
                (name.parse::<HeaderName>(), value.trim().parse::<HeaderValue>())
            else {
                steps.push(stop(
                    format!("{} is not a header", header(name, value)),
                    "concept-header",
                ));
                return None;
            };
            if is_forbidden_header(&key, &content) {
                let text =
                    format!("a script cannot set {}, so the browser does not send it", code(name));
                steps.push(note(text, "forbidden-request-header"));
            } else {
                headers.append(key, content);
            }
        }
        let mut names = unsafe_names(&headers);
        if request.is_no_cors {
            for name in names.drain(..) {
                let text =
                    format!("with `mode: \"no-cors\"` the browser does not send {}", code(&name));
                steps.push(note(text, "concept-headers-guard"));
            }
        }
        Some(Self { method, unsafe_names: names })
    }

    /// [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch), the step about CORS-preflight fetch.
    fn needs_preflight(&self) -> bool {
        !is_safelisted_method(&self.method) || !self.unsafe_names.is_empty()
    }

    fn reasons_for_preflight(&self, request: &PageRequest) -> Vec<Step> {
        if !self.needs_preflight() {
            let text = "a form could send this, so the browser sends no preflight";
            return vec![note(text, "cors-preflight-fetch")];
        }
        let method = (!is_safelisted_method(&self.method)).then(|| {
            let method = code(self.method.as_str());
            note(
                format!("a form cannot send {method}, so the browser sends a preflight"),
                "cors-safelisted-method",
            )
        });
        let headers = self.unsafe_names.iter().map(|name| {
            let written = written(request, name);
            let shown = written.map_or_else(|| code(name), |(name, value)| header(name, value));
            note(
                format!("a form cannot send {shown}, so the browser sends a preflight"),
                "cors-safelisted-request-header",
            )
        });
        method.into_iter().chain(headers).collect()
    }
}

/// The header as the script writes it.
fn written<'a>(request: &'a PageRequest, name: &str) -> Option<&'a (String, String)> {
    request.headers.iter().find(|header| header.0.eq_ignore_ascii_case(name))
}

fn header(name: &str, value: &str) -> String {
    code(&format!("{name}: {value}"))
}

/// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check), the part about the origin.
fn origin_check(policy: &PolicyRef, origin: &str) -> Step {
    let allows = policy.allows(origin);
    let shown = code(origin);
    if !allows && policy.declared().anyone_else().is_some() {
        return check(
            true,
            format!("{shown} is not listed, so `anyone_else` applies"),
            "concept-cors-check",
        );
    }
    let text = match policy.origins() {
        Origins::Any => format!("`origins: any` allows every page, also {shown}"),
        Origins::None => "`origins: none` allows no page".to_owned(),
        Origins::Listed(_) if origin == "null" => {
            "`null` cannot be listed, because a sandboxed frame of any site has it".to_owned()
        }
        Origins::Listed(entries) if entries.iter().any(|entry| entry == origin) => {
            format!("{shown} is listed")
        }
        Origins::Listed(entries) if allows => {
            let patterns = entries.iter().filter(|entry| entry.contains('*')).collect::<Vec<_>>();
            format!("{shown} is covered by a pattern: {}", listed(&patterns))
        }
        Origins::Listed(entries) => match nearest_origin(policy, origin.as_bytes()) {
            Some(nearest) => format!(
                "{shown} is not listed, but {} is: {}",
                code(nearest.entry()),
                nearest.difference()
            ),
            None => format!("{shown} is not among {}", listed(&entries)),
        },
    };
    check(allows, text, "concept-cors-check")
}

/// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check), the part about credentials.
fn credentials_check(policy: &Policy, has_credentials: bool) -> Step {
    let (passes, text) = match (has_credentials, policy.credentials()) {
        (false, _) => (true, "the request has no credentials"),
        (true, true) => {
            (true, "the request has credentials, and the policy has `credentials: true`")
        }
        (true, false) => {
            (false, "the request has credentials, and the policy does not have `credentials: true`")
        }
    };
    check(passes, text, "cors-protocol-and-credentials")
}

/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), the part about the method.
fn method_check(policy: &Policy, method: &Method) -> Option<Step> {
    let (name, methods) = (method.as_str(), policy.methods());
    let upper = name.to_ascii_uppercase();
    let (passes, text) = if methods.contains(&name) {
        (true, format!("`methods` has {}", code(name)))
    } else if is_safelisted_method(method) {
        return None;
    } else if methods == ["*"] {
        (true, format!("`methods: any` covers {}", code(name)))
    } else if methods.contains(&upper.as_str()) {
        let text = format!(
            "`methods` has {}, but browsers send {} as it is written, and compare bytes; write {} in the script",
            code(&upper),
            code(name),
            code(&upper)
        );
        (false, text)
    } else {
        (false, format!("`methods` does not have {}", code(name)))
    };
    Some(check(passes, text, "cors-preflight-fetch"))
}

/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), the part about one header.
fn header_check(policy: &Policy, name: &str, request: &PageRequest) -> Step {
    let names = policy.request_headers();
    let shown = code(written(request, name).map_or(name, |header| &header.0));
    let is_listed = names.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    let has_any = names.contains(&"*");
    // With credentials the answer repeats what the preflight asks for, in place of `*`.
    let is_named_by_any = policy.credentials() || name != "authorization";
    let (passes, text) = match (is_listed, has_any) {
        (true, true) => {
            (true, format!("`request_headers` has {shown}, which `any` alone does not cover"))
        }
        (true, false) => (true, format!("`request_headers` has {shown}")),
        (false, true) if is_named_by_any => {
            (true, format!("`request_headers: any` covers {shown}"))
        }
        (false, true) => {
            let text = format!(
                "`request_headers: any` does not cover {shown} without credentials; write `[any, \"Authorization\"]`"
            );
            (false, text)
        }
        (false, false) => match nearest_header(policy, name.as_bytes()) {
            Some(nearest) => {
                let (entry, difference) = (code(nearest.entry()), nearest.difference());
                (
                    false,
                    format!("`request_headers` does not have {shown}, but {entry}: {difference}"),
                )
            }
            None => (false, format!("`request_headers` does not have {shown}")),
        },
    };
    let clause = if name == "authorization" {
        "cors-non-wildcard-request-header-name"
    } else {
        "cors-preflight-fetch"
    };
    check(passes, text, clause)
}

fn note(text: impl Into<String>, clause: &'static str) -> Step {
    Step { kind: StepKind::Note, text: text.into(), clause }
}

fn stop(text: impl Into<String>, clause: &'static str) -> Step {
    Step { kind: StepKind::Stops, text: text.into(), clause }
}

fn check(passes: bool, text: impl Into<String>, clause: &'static str) -> Step {
    let kind = if passes { StepKind::Passes } else { StepKind::Stops };
    Step { kind, text: text.into(), clause }
}
