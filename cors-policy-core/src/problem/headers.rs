//! Which header names a policy cannot list, although they are well-formed.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

/// A header that the option cannot list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum HeaderProblem {
    ForbiddenInRequest { text: String },
    ResponseHeader { text: String },
    ForbiddenInResponse { text: String },
    RequestHeader { text: String },
    PreflightHeader { text: String },
    PrivateNetwork { text: String },
}

impl Display for HeaderProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::ForbiddenInRequest { text } if text.eq_ignore_ascii_case("cookie") => write!(
                f,
                "`{text}` cannot be set by a script: the browser sends cookies if the policy has `credentials: true`; \
                 remove it"
            ),
            Self::ForbiddenInRequest { text } if text.eq_ignore_ascii_case("origin") => write!(
                f,
                "`{text}` cannot be set by a script: the browser adds it to every CORS request; remove it"
            ),
            Self::ForbiddenInRequest { text } => write!(
                f,
                "`{text}` cannot be set by a script, because the Fetch standard forbids it; remove it"
            ),
            Self::ResponseHeader { text } => {
                write!(f, "`{text}` is a response header, which the policy sets itself; remove it")
            }
            Self::ForbiddenInResponse { text } => write!(
                f,
                "`{text}` cannot be read by a script, because the Fetch standard forbids it; remove it (cookies need \
                 only `credentials: true`)"
            ),
            Self::RequestHeader { text } => {
                write!(f, "`{text}` is a request header, so there is nothing to expose; remove it")
            }
            Self::PreflightHeader { text } => write!(
                f,
                "`{text}` appears only in responses to preflights, which no script can read; remove it"
            ),
            Self::PrivateNetwork { text } => write!(
                f,
                "`{text}` belongs to Private Network Access, which browsers have abandoned; remove it"
            ),
        }
    }
}

impl Error for HeaderProblem {}

#[cfg(test)]
mod tests {
    use super::HeaderProblem;

    #[test]
    fn a_sentence_speaks_of_the_header_that_was_written() {
        for (text, part) in [
            ("cookie", "`credentials: true`"),
            ("ORIGIN", "to every CORS request"),
            ("Host", "`Host` cannot be set by a script, because "),
        ] {
            let sentence = HeaderProblem::ForbiddenInRequest { text: text.to_owned() }.to_string();
            assert!(sentence.contains(part), "{sentence}");
        }
    }
}
