//! One row of the table, and how it is compared with an answer.

use crate::policies::{Declared, OriginsFrom};

/// A request to a handler behind a policy, and the answer, wherever the policy has its origins from.
///
/// Requests and answers are written as lines. The first line is the method or the status. Each character up to U+00FF
/// means the byte with this number.
#[derive(Clone, Copy)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) policy: &'static Declared,
    pub(crate) request: &'static [&'static str],
    /// The response of the handler, or no lines if the handler must not be called.
    pub(crate) handler: &'static [&'static str],
    /// The status, and all lines of CORS headers and `Vary`, in any order.
    pub(crate) answer: &'static [&'static str],
}

/// The answer that a subject gave.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
}

/// The header that shows that the handler was called.
pub(crate) const CALLED: &str = "x-called";

impl Scenario {
    pub(crate) fn method(&self) -> &'static str {
        self.request[0]
    }

    /// The headers of the request, as they are written.
    pub(crate) fn request_lines(&self) -> &'static [&'static str] {
        &self.request[1..]
    }

    pub(crate) fn request_headers(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        headers_of(self.request)
    }

    pub(crate) fn expects_call(&self) -> bool {
        !self.handler.is_empty()
    }

    pub(crate) fn handler_status(&self) -> u16 {
        self.handler[0].parse().expect("the first line is a status")
    }

    pub(crate) fn handler_headers(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        headers_of(self.handler).chain([(CALLED, "yes")])
    }

    /// The handler's headers that no policy changes. The answer must have all of them.
    pub(crate) fn other_headers(&self) -> impl Iterator<Item = (String, String)> {
        headers_of(self.handler)
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .filter(|(name, _)| !is_relevant(name))
    }

    /// The lines of the answer of the policy with origins from there.
    pub(crate) fn expected_lines(&self, origins: OriginsFrom) -> Vec<String> {
        let headers =
            headers_of(self.answer).map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let varies = origins != OriginsFrom::Source && self.policy.varies_only_if_configured();
        let headers = headers.chain(varies.then(|| ("vary".to_owned(), "Origin".to_owned())));
        let status = self.answer[0].parse().expect("the first line is a status");
        Answer { status, headers: headers.collect() }.relevant_lines()
    }
}

impl Answer {
    /// The status, and all headers that this library decides about, sorted.
    pub(crate) fn relevant_lines(&self) -> Vec<String> {
        let mut lines = self
            .headers
            .iter()
            .filter(|(name, _)| is_relevant(name))
            .map(|(name, value)| format!("{name}: {value}"))
            .collect::<Vec<_>>();
        lines.sort();
        lines.insert(0, self.status.to_string());
        lines
    }
}

/// Whether this library decides about headers of this name, in lower case.
fn is_relevant(name: &str) -> bool {
    name == "vary" || name.starts_with("access-control-")
}

fn headers_of(
    lines: &'static [&'static str],
) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines.iter().skip(1).map(|line| line.split_once(": ").expect("a header has a name and a value"))
}

/// The bytes that the characters of `text` mean.
pub(crate) fn bytes(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a character stands for one byte"))
        .collect()
}
