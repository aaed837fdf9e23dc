//! What an exporter returns.

use std::fmt::{Display, Formatter, Result};

use crate::sheet::Sheet;

/// A policy as the configuration of a gateway.
///
/// `Display` prints all files, each with its name and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    policy: String,
    verdict: Verdict,
    files: Vec<File>,
    notes: Vec<String>,
    left_out: Vec<String>,
}

/// How well a gateway can express a policy. An export never allows more than its policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "whoever acts on a verdict must know every one")]
pub enum Verdict {
    /// The gateway answers as the library does. Differences concern only requests that no browser sends.
    Exact,
    /// A page of any browser can do the same as with the library. The answers differ where no browser looks.
    ExactForBrowsers,
    /// Everything that the gateway allows is allowed by the policy, but not the other way round.
    Narrower,
}

/// A part of a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    name: String,
    place: &'static str,
    text: String,
}

impl Export {
    pub(crate) fn of(sheet: &Sheet, verdict: Verdict) -> Self {
        let policy = sheet.title.clone();
        Self { policy, verdict, files: Vec::new(), notes: Vec::new(), left_out: Vec::new() }
    }

    pub(crate) fn with_file(mut self, name: String, place: &'static str, text: String) -> Self {
        self.files.push(File { name, place, text });
        self
    }

    pub(crate) fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what the gateway cannot express. The verdict becomes [`Verdict::Narrower`] if there is anything.
    pub(crate) fn without(mut self, left_out: Vec<String>) -> Self {
        if !left_out.is_empty() {
            self.verdict = Verdict::Narrower;
        }
        self.left_out = left_out;
        self
    }

    /// What the policy is called, and the file in which it is declared.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// How well the gateway can express the policy.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The parts of the configuration, in the order in which to read them. There is at least one.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// What differs from the library, and what to change in the rest of the configuration: one sentence or several each.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The parts of the policy that the gateway cannot express, as they are declared, with the reason. Empty unless the verdict
    /// is [`Verdict::Narrower`].
    #[must_use]
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }
}

impl File {
    /// The usual name of the file: `cors-api.http.conf`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it belongs: "inside of `http { … }`".
    #[must_use]
    pub const fn place(&self) -> &'static str {
        self.place
    }

    /// The whole text. It ends with a line break.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Prints all files, each with its name and its place.
impl Display for Export {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (index, file) in self.files.iter().enumerate() {
            let space = if index == 0 { "" } else { "\n" };
            write!(f, "{space}==> {} ({}) <==\n{}", file.name, file.place, file.text)?;
        }
        Ok(())
    }
}

impl Display for Verdict {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Exact => "exact",
            Self::ExactForBrowsers => "exact for browsers",
            Self::Narrower => "narrower",
        })
    }
}
