//! What an audit finds.

use std::fmt::{Display, Formatter, Result};
use std::time::{Duration, SystemTime};

use url::Url;

use super::exchange::Exchange;

/// The result of an audit.
#[derive(Clone, Debug)]
pub(crate) struct Audit {
    pub(crate) url: Url,
    /// The policy with which the answers were compared.
    pub(crate) policy: Option<String>,
    /// The file and the line of that policy's declaration.
    pub(crate) declared: Option<(String, u32)>,
    pub(crate) started: SystemTime,
    pub(crate) took: Duration,
    /// Every rule that was checked.
    pub(crate) rules: Vec<&'static Rule>,
    /// Every request, in the order in which they were sent.
    pub(crate) exchanges: Vec<Exchange>,
    /// The worst first.
    pub(crate) findings: Vec<Finding>,
    /// Why not all requests were sent.
    pub(crate) stopped: Option<String>,
}

/// A mistake of the server.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
    /// What came back, in one sentence or two, with backticks around code. Bytes of the server are escaped.
    pub(crate) saw: String,
    /// The exchanges that show it: indices into [`Audit::exchanges`]. The first one is the best example.
    pub(crate) exchanges: Vec<usize>,
}

/// A kind of mistake.
#[derive(Debug)]
pub(crate) struct Rule {
    /// For programs: `reflects-any-origin`.
    pub(crate) id: &'static str,
    /// For people, as a sentence without its end: "every origin may read the responses".
    pub(crate) title: &'static str,
    /// Why it matters, in sentences.
    pub(crate) why: &'static str,
    /// What to change, in sentences.
    pub(crate) remedy: &'static str,
    /// The clause of the standard.
    pub(crate) link: &'static str,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Severity {
    /// Works, but not as it was meant, or costs time.
    Low,
    /// Pages that should work fail, or some answers are mixed up.
    Medium,
    /// Pages of strangers may read responses that are not for them.
    High,
    /// Pages of strangers may read what users with a login see, or act in their names.
    Critical,
}

impl Severity {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl Display for Severity {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(self.as_str())
    }
}
