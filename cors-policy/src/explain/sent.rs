//! What the browser sends for a script: without what it drops, and with a preflight if a form could not send it.

use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::explanation::Step;
use super::request::PageRequest;
use super::words::code;
use crate::fetch::{
    check_page, is_forbidden_header, is_forbidden_method, is_safelisted_method, normalize,
    unsafe_names,
};

/// What the browser sends.
pub(super) struct Sent {
    pub(super) method: Method,
    /// The headers that a preflight must ask for, in lower case.
    pub(super) unsafe_names: Vec<String>,
}

impl Sent {
    /// Reads the request, and adds a step for what a browser drops. `None` if no browser sends it; the last step says why.
    pub(super) fn read(request: &PageRequest, steps: &mut Vec<Step>) -> Option<Self> {
        if let Err(sentence) = check_page(&request.origin, "null") {
            // The other lines are a picture of the mistake.
            let sentence = sentence.lines().next().unwrap_or_default();
            let text = format!("no page has the origin {}: {sentence}", code(&request.origin));
            steps.push(Step::stop(text, "origin-header"));
            return None;
        }
        let Ok(method) = Method::from_bytes(request.method.as_bytes()) else {
            let text = format!("{} is not a method", code(&request.method));
            steps.push(Step::stop(text, "concept-method"));
            return None;
        };
        let method = normalize(method);
        if is_forbidden_method(method.as_str()) {
            let text = format!("a script cannot send the method {}", code(method.as_str()));
            steps.push(Step::stop(text, "forbidden-method"));
            return None;
        }
        if request.is_no_cors && !is_safelisted_method(&method) {
            let text =
                format!("with `mode: \"no-cors\"` a script cannot send {}", code(method.as_str()));
            steps.push(Step::stop(text, "dom-request"));
            return None;
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &request.headers {
            // A script that sets these gets an error.
            let (Ok(key), Ok(content)) =
                (name.parse::<HeaderName>(), value.trim().parse::<HeaderValue>())
            else {
                steps.push(Step::stop(
                    format!("{} is not a header", header(name, value)),
                    "concept-header",
                ));
                return None;
            };
            if is_forbidden_header(&key, &content) {
                let text =
                    format!("a script cannot set {}, so the browser does not send it", code(name));
                steps.push(Step::note(text, "forbidden-request-header"));
            } else {
                headers.append(key, content);
            }
        }
        let mut names = unsafe_names(&headers);
        if request.is_no_cors {
            for name in names.drain(..) {
                let text =
                    format!("with `mode: \"no-cors\"` the browser does not send {}", code(&name));
                steps.push(Step::note(text, "concept-headers-guard"));
            }
        }
        Some(Self { method, unsafe_names: names })
    }

    /// [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch), the step about CORS-preflight fetch.
    pub(super) fn needs_preflight(&self) -> bool {
        !is_safelisted_method(&self.method) || !self.unsafe_names.is_empty()
    }

    /// A step for each thing that makes a preflight necessary.
    pub(super) fn reasons_for_preflight(&self, request: &PageRequest) -> Vec<Step> {
        if !self.needs_preflight() {
            let text = "a form could send this, so the browser sends no preflight";
            return vec![Step::note(text, "cors-preflight-fetch")];
        }
        let method = (!is_safelisted_method(&self.method)).then(|| {
            let method = code(self.method.as_str());
            Step::note(
                format!("a form cannot send {method}, so the browser sends a preflight"),
                "cors-safelisted-method",
            )
        });
        let headers = self.unsafe_names.iter().map(|name| {
            let written = request.written(name);
            let shown = written.map_or_else(|| code(name), |(name, value)| header(name, value));
            Step::note(
                format!("a form cannot send {shown}, so the browser sends a preflight"),
                "cors-safelisted-request-header",
            )
        });
        method.into_iter().chain(headers).collect()
    }
}

fn header(name: &str, value: &str) -> String {
    code(&format!("{name}: {value}"))
}
