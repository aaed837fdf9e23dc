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
            Self::ForbiddenInRequest { text } if text.eq_ignore_ascii_case("cookie") => f.write_str(
                "no script can set `Cookie`: the browser does, if the policy says `credentials: true`; remove it",
            ),
            Self::ForbiddenInRequest { text } if text.eq_ignore_ascii_case("origin") => f.write_str(
                "no script can set `Origin`: the browser does, on every CORS request; remove it",
            ),
            Self::ForbiddenInRequest { text } => {
                write!(f, "no script can set `{text}`, because Fetch forbids it; remove it")
            }
            Self::ResponseHeader { text } => write!(
                f,
                "`{text}` is a header of the response, which this policy sets itself; remove it"
            ),
            Self::ForbiddenInResponse { text } => write!(
                f,
                "no script can read `{text}`, because Fetch forbids it; remove it (cookies need `credentials: true` only)"
            ),
            Self::RequestHeader { text } => {
                write!(f, "`{text}` is a header of the request, so there is nothing to expose; remove it")
            }
            Self::PreflightHeader { text } => write!(
                f,
                "`{text}` answers a preflight, which no script sees, so there is nothing to expose; remove it"
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
            ("ORIGIN", "on every CORS request"),
            ("Host", "no script can set `Host`"),
        ] {
            let sentence = HeaderProblem::ForbiddenInRequest { text: text.to_owned() }.to_string();
            assert!(sentence.contains(part), "{sentence}");
        }
    }
}
