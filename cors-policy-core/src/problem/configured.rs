//! What can be wrong with an entry that comes from configuration.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use super::quoted::Quoted;
use super::{CredentialsProblem, Flaw};

/// A mistake in an entry that is checked at run time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum ConfiguredProblem {
    Empty,
    Star,
    StarWithCredentials,
    StarWithOthers,
    Keyword { text: String },
    Several { text: String },
    Quoted { text: String, meant: String },
    Origin { flaw: Flaw, meant: Option<String>, text: String },
    Dangerous { problem: CredentialsProblem },
    SuffixUnknown { text: String },
}

impl Display for ConfiguredProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Empty => f.write_str("the entry is empty; remove it and its comma"),
            Self::Star => f.write_str(
                "`*` is not an origin; list the origins, or declare the policy with `origins: configured_or_any` if \
                 the resource may be public",
            ),
            Self::StarWithCredentials => f.write_str(
                "`*` is not an origin, and with `credentials: true` it would let every site act as the user; list the \
                 origins",
            ),
            Self::StarWithOthers => f.write_str(
                "`*` allows every origin, so it must be the only entry; remove it, or remove the other entries",
            ),
            Self::Keyword { text } => write!(
                f,
                "{} is a keyword of a declaration, not an origin; list the origins, like `https://app.example.com`",
                Quoted(text)
            ),
            Self::Several { text } => write!(
                f,
                "{}: an entry is exactly one origin; write a comma between the origins",
                Quoted(text)
            ),
            Self::Quoted { text, meant } => write!(
                f,
                "{}: an entry has no quotes and no brackets; write `{meant}`",
                Quoted(text)
            ),
            // A declaration could be `any` instead.
            Self::Origin { flaw: Flaw::StarHost, text, .. } => write!(
                f,
                "{}: {}; write a domain after the star, like `https://*.example.com`",
                Quoted(text),
                Flaw::StarHost
            ),
            Self::Origin { flaw, meant, text } => {
                write!(f, "{}: ", Quoted(text))?;
                flaw.write_sentence(f, meant.as_deref())
            }
            Self::Dangerous { problem } => problem.fmt(f),
            Self::SuffixUnknown { text } => write!(
                f,
                "{} cannot be checked, because the program has no list of public suffixes, and with `credentials: true` a \
                 pattern over one lets anyone who registers a name act as the user; list each origin, or build the \
                 program with the feature `public-suffix-at-run-time` of `cors-policy`",
                Quoted(text)
            ),
        }
    }
}

impl Error for ConfiguredProblem {}
