//! The steps, and the verdict.

use std::fmt::{Display, Formatter, Result};

use cors_policy_core::header::{is_always_readable, is_never_readable};

/// The steps of browser and server for a request, and the verdict. It prints itself as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The request in words.
    pub(super) title: String,
    pub(super) steps: Vec<Step>,
    pub(super) verdict: Verdict,
    pub(super) sends_preflight: bool,
    pub(super) readable: ReadableHeaders,
}

/// A step of the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub(super) kind: StepKind,
    pub(super) text: String,
    pub(super) clause: &'static str,
}

/// What a step does to the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StepKind {
    /// The step does not decide.
    Note,
    /// The policy decides, and allows it.
    Passes,
    /// The request ends here.
    Stops,
}

/// How a request ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The script can read the response.
    Readable,
    /// The handler runs, and the script gets an
    /// [opaque response](https://fetch.spec.whatwg.org/#concept-filtered-response-opaque).
    Opaque,
    /// The handler runs, and the browser keeps the response from the script.
    Unreadable,
    /// The preflight fails, so the handler does not run.
    NotSent,
    /// No browser sends such a request.
    Impossible,
}

/// Which headers of the response a script can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ReadableHeaders {
    None,
    /// The safelisted ones, and these. `*` means all.
    Exposed(&'static [&'static str]),
    All,
}

impl Explanation {
    /// The steps, in order. The last one that [stops](StepKind::Stops) the request is the reason of the verdict.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How the request ends.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Whether the browser sends a preflight before the request.
    #[must_use]
    pub const fn sends_preflight(&self) -> bool {
        self.sends_preflight
    }

    /// Whether the script can read this header of the response, if the handler sends it.
    #[must_use]
    pub fn is_readable(&self, header: &str) -> bool {
        let header = header.to_ascii_lowercase();
        !is_never_readable(&header)
            && match self.readable {
                ReadableHeaders::None => false,
                ReadableHeaders::All => true,
                ReadableHeaders::Exposed(names) => {
                    let is_meant = |name: &&str| *name == "*" || name.eq_ignore_ascii_case(&header);
                    is_always_readable(&header) || names.iter().any(is_meant)
                }
            }
    }
}

impl Step {
    pub(super) fn note(text: impl Into<String>, clause: &'static str) -> Self {
        Self { kind: StepKind::Note, text: text.into(), clause }
    }

    pub(super) fn stop(text: impl Into<String>, clause: &'static str) -> Self {
        Self { kind: StepKind::Stops, text: text.into(), clause }
    }

    pub(super) fn check(passes: bool, text: impl Into<String>, clause: &'static str) -> Self {
        let kind = if passes { StepKind::Passes } else { StepKind::Stops };
        Self { kind, text: text.into(), clause }
    }

    /// What the step does to the request.
    #[must_use]
    pub const fn kind(&self) -> StepKind {
        self.kind
    }

    /// The step as a clause of a sentence, with backticks around code. Text of the request is escaped and cut.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The address of the step in Fetch.
    #[must_use]
    pub fn link(&self) -> String {
        format!("https://fetch.spec.whatwg.org/#{}", self.clause)
    }
}

impl StepKind {
    /// `note`, `ok` or `stop`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Passes => "ok",
            Self::Stops => "stop",
        }
    }
}

impl Verdict {
    /// A short name: `readable`, `opaque`, `unreadable`, `not-sent` or `impossible`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Readable => "readable",
            Self::Opaque => "opaque",
            Self::Unreadable => "unreadable",
            Self::NotSent => "not-sent",
            Self::Impossible => "impossible",
        }
    }

    /// Whether the request reaches the handler.
    #[must_use]
    pub const fn reaches_handler(self) -> bool {
        matches!(self, Self::Readable | Self::Opaque | Self::Unreadable)
    }
}

impl Display for Explanation {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "{}:", self.title)?;
        for step in &self.steps {
            writeln!(f, "  {:<4}  {}", step.kind.as_str(), step.text)?;
        }
        write!(f, "{}", self.verdict)
    }
}

impl Display for Verdict {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Readable => "allowed: the script can read the response",
            Self::Opaque => {
                "hidden: the handler runs, and the script can read nothing of the response"
            }
            Self::Unreadable => {
                "blocked: the handler runs, but the browser keeps the response from the script"
            }
            Self::NotSent => {
                "blocked: the preflight fails, so the browser does not send the request"
            }
            Self::Impossible => "impossible: no browser sends this request",
        })
    }
}
