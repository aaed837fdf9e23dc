//! What `credentials: true` forbids, and the options that permit some of it again.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::option::OptionName;

/// A conflict with `credentials`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum CredentialsProblem {
    AnyOrigin,
    AnyName { option: OptionName },
    Insecure { text: String },
    PublicSuffix { text: String, suffix: String },
    UnlistedSuffix { text: String, suffix: String },
    SuffixBelow { text: String, suffix: String },
    NeedlessRelaxation { option: OptionName },
}

impl Display for CredentialsProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::AnyOrigin => f.write_str(
                "`any` beside `credentials: true` would let every site on the web act as the user; list the origins, or \
                 remove `credentials` (a bearer token in `Authorization` does not need it)",
            ),
            Self::AnyName { option } => write!(
                f,
                "browsers take `*` for a name, not for a wildcard, when credentials go along; list the {}, or remove \
                 `credentials: true`",
                match option {
                    OptionName::Methods => "methods",
                    _ => "headers",
                }
            ),
            Self::Insecure { text } => write!(
                f,
                "with `credentials: true`, whoever controls a network on the way could act as the user through `{text}`; \
                 write `https://`, or add `{}: true`",
                OptionName::InsecureOrigins.as_str()
            ),
            Self::PublicSuffix { text, suffix } => write!(
                f,
                "anyone can get a name below the public suffix `{suffix}`, and with `credentials: true` act as the user \
                 through `{text}`; name a domain of your own, or add `{}: true`",
                OptionName::PublicSuffixSubdomains.as_str()
            ),
            Self::UnlistedSuffix { text, suffix } => write!(
                f,
                "`{suffix}` is nobody's domain, and with `credentials: true` whoever gets a name below it can act as the \
                 user through `{text}`; name a domain of your own, or add `{}: true`",
                OptionName::PublicSuffixSubdomains.as_str()
            ),
            Self::SuffixBelow { text, suffix } => write!(
                f,
                "`{text}` covers the names below the public suffix `{suffix}` too, where anyone can get one, and with \
                 `credentials: true` act as the user; name a domain of your own, or add `{}: true`",
                OptionName::PublicSuffixSubdomains.as_str()
            ),
            Self::NeedlessRelaxation { option: OptionName::InsecureOrigins } => f.write_str(
                "nothing here needs this: no `http://` origin of another machine stands beside `credentials: true`; remove it",
            ),
            Self::NeedlessRelaxation { .. } => f.write_str(
                "nothing here needs this: no `*.` over a public suffix stands beside `credentials: true`; remove it",
            ),
        }
    }
}

impl Error for CredentialsProblem {}
