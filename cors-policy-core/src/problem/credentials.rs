//! What `credentials: true` forbids, and the options that permit some of it again.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use super::quoted::Quoted;
use crate::option::OptionName;

/// A conflict with `credentials`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum CredentialsProblem {
    AnyOrigin,
    ConfiguredOrAny,
    AnyExposedHeader,
    CoveredByAny { text: String },
    Insecure { text: String },
    AnyHost { text: String },
    PublicSuffix { text: String, suffix: String },
    UnlistedSuffix { text: String, suffix: String },
    SuffixBelow { text: String, suffix: String },
    NeedlessRelaxation { option: OptionName },
    RelaxationWithoutCredentials,
}

impl Display for CredentialsProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::AnyOrigin => f.write_str(
                "`any` together with `credentials: true` lets every site act as the user; list the origins, or remove \
                 `credentials` (a bearer token in `Authorization` does not need it)",
            ),
            Self::ConfiguredOrAny => f.write_str(
                "`configured_or_any` together with `credentials: true` lets the configuration allow every site to act \
                 as the user; write `configured`, or remove `credentials` (a bearer token in `Authorization` does not \
                 need it)",
            ),
            Self::AnyExposedHeader => f.write_str(
                "`any` sends `*`, but in credentialed requests browsers treat `*` as a literal name; list the headers, \
                 or remove `credentials: true`",
            ),
            Self::CoveredByAny { text } => write!(
                f,
                "`{text}` is redundant, because with `credentials: true` `any` covers every header; write `any` in \
                 place of `[…]` after `{}`",
                OptionName::RequestHeaders.as_str()
            ),
            Self::Insecure { text } => write!(
                f,
                "`{text}` is not encrypted, so with `credentials: true` anyone who controls the network can act as the \
                 user; write `https://`, or add `{}: true` to the policy",
                OptionName::InsecureOrigins.as_str()
            ),
            Self::AnyHost { text } => write!(
                f,
                "{} covers every extension or application with this scheme, so with `credentials: true` anyone who \
                 publishes one can act as the user; list each host, or remove `credentials` (a bearer token in \
                 `Authorization` does not need it)",
                Quoted(text)
            ),
            Self::PublicSuffix { text, suffix } => write!(
                f,
                "{} covers every name below the public suffix `{suffix}`, so with `credentials: true` anyone who \
                 registers one can act as the user; write a domain of your own, or add `{}: true` to the policy",
                Quoted(text),
                OptionName::PublicSuffixSubdomains.as_str()
            ),
            Self::UnlistedSuffix { text, suffix } => write!(
                f,
                "{} covers every name below `{suffix}`, which nobody owns, so with `credentials: true` anyone \
                 who gets such a name can act as the user; write a domain of your own, or add `{}: true` to the policy",
                Quoted(text),
                OptionName::PublicSuffixSubdomains.as_str()
            ),
            Self::SuffixBelow { text, suffix } => write!(
                f,
                "{} also covers every name below the public suffix `{suffix}`, so with `credentials: true` \
                 anyone who registers one can act as the user; write a domain of your own, or add `{}: true` to the policy",
                Quoted(text),
                OptionName::PublicSuffixSubdomains.as_str()
            ),
            Self::NeedlessRelaxation { option: OptionName::InsecureOrigins } => f.write_str(
                "unnecessary: no entry is an `http://` origin of another machine; remove it",
            ),
            Self::NeedlessRelaxation { .. } => f.write_str(
                "unnecessary: no entry is a `*.` pattern over a public suffix; remove it",
            ),
            Self::RelaxationWithoutCredentials => f.write_str(
                "unnecessary: this option has an effect only with `credentials: true`; remove it",
            ),
        }
    }
}

impl Error for CredentialsProblem {}
