//! The error of an exporter.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

/// A gateway cannot express a policy.
///
/// `Display` prints everything that is missing, with the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inexpressible {
    target: &'static str,
    policy: String,
    missing: Vec<Missing>,
}

/// A part of a policy that a gateway cannot express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The option or the entry, as it is declared.
    part: String,
    reason: &'static str,
    remedy: &'static str,
}

impl Inexpressible {
    pub(crate) fn new(target: &'static str, policy: &str, missing: Vec<Missing>) -> Self {
        Self { target, policy: policy.to_owned(), missing }
    }

    /// The gateway.
    #[must_use]
    pub const fn target(&self) -> &'static str {
        self.target
    }

    /// Everything that the gateway cannot express, at least one.
    #[must_use]
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }
}

impl Missing {
    pub(crate) fn new(part: impl Into<String>, reason: &'static str, remedy: &'static str) -> Self {
        Self { part: part.into(), reason, remedy }
    }

    /// The option or the entry, as it is declared.
    #[must_use]
    pub fn part(&self) -> &str {
        &self.part
    }
}

impl Error for Inexpressible {}

impl Display for Inexpressible {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{} cannot express the policy {}:", self.target, self.policy)?;
        self.missing.iter().try_for_each(|missing| write!(f, "\n- {missing}"))
    }
}

impl Display for Missing {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "`{}`: {}; {}", self.part, self.reason, self.remedy)
    }
}
