//! The outcome of a case, as lines: what the script saw of each fetch, and what arrived at the server.

use std::fmt::{self, Display, Formatter, Write};

use crate::case::Reply;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) script: Vec<String>,
    pub(crate) server: Vec<String>,
}

/// What a script sees of a fetch that fails, for any reason.
pub(crate) const FAILED: &str = "TypeError";

/// What a script sees of a response: its status, its body, and the handler's headers that it can read.
pub(crate) fn seen(
    reply: &Reply,
    status: u64,
    body: &str,
    is_readable: impl Fn(&(&str, &str)) -> bool,
) -> String {
    let mut line = format!("{status} {body:?}");
    // The policy decides about CORS headers, not the handler.
    let headers = reply.headers.iter().filter(|(name, _)| !name.starts_with("Access-Control-"));
    for (name, value) in headers.filter(|header| is_readable(header)) {
        write!(line, ", {name}: {value}").expect("a string takes it");
    }
    line
}

impl Display for Outcome {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "script [{}], server [{}]", self.script.join("; "), self.server.join("; "))
    }
}
