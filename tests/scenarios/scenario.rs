//! One row of the table, and how an answer is compared with it.

use cors_policy::Policy;

/// A request to a handler behind a policy, and the answer.
///
/// Requests and answers are written as lines, the first of which is the method or the status. Characters up to U+00FF
/// stand for bytes.
#[derive(Clone, Copy)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) policy: &'static Policy,
    pub(crate) request: &'static [&'static str],
    /// What the handler says, or no lines if it must not be called.
    pub(crate) handler: &'static [&'static str],
    /// The status, and all lines of CORS headers and `Vary`, in any order.
    pub(crate) answer: &'static [&'static str],
}

/// What came out.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
}

/// The header that tells that the handler was called.
pub(crate) const CALLED: &str = "x-called";

impl Scenario {
    pub(crate) fn method(&self) -> &'static str {
        self.request[0]
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

    pub(crate) fn expected_lines(&self) -> Vec<String> {
        let headers =
            headers_of(self.answer).map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let status = self.answer[0].parse().expect("the first line is a status");
        Answer { status, headers: headers.collect() }.relevant_lines()
    }
}

impl Answer {
    /// The status, and all that this library answers for, sorted.
    pub(crate) fn relevant_lines(&self) -> Vec<String> {
        let is_relevant = |name: &str| name == "vary" || name.starts_with("access-control-");
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

fn headers_of(
    lines: &'static [&'static str],
) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines[1..].iter().map(|line| line.split_once(": ").expect("a header has a name and a value"))
}

/// The bytes that the characters of `text` stand for.
pub(crate) fn bytes(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a character stands for one byte"))
        .collect()
}

/// The characters that stand for `bytes`.
pub(crate) fn text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}
