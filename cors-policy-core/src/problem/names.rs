//! What can be wrong with the name of a method or a header, as text.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use super::quoted::Quoted;
use crate::limits::MAX_NAME;

/// A mistake in a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum NameProblem {
    Keyword { text: String },
    Long { length: usize },
    MethodStar,
    NotAMethod { text: String },
    ForbiddenMethod { text: String },
    MethodCase { text: String, registered: &'static str },
    HeaderStar { option: &'static str },
    NotAHeader { text: String },
}

impl Display for NameProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Keyword { text } => write!(
                f,
                "`{text}` is not a name here; write `any`, without quotes, in place of the whole list, or remove it"
            ),
            Self::Long { length } => {
                write!(
                    f,
                    "a name is at most {MAX_NAME} bytes long, and this one has {length}; look for a slip"
                )
            }
            Self::MethodStar => f.write_str(
                "`*` is not a method; for every method write `any` in place of the list",
            ),
            Self::NotAMethod { text } => write!(
                f,
                "{} is not a method; write one method for each entry, in letters, digits and `-`, like `GET`",
                Quoted(text)
            ),
            Self::ForbiddenMethod { text } => {
                write!(f, "no script can send `{text}`, because Fetch forbids it; remove it")
            }
            Self::MethodCase { text, registered } if NORMALIZED.contains(registered) => write!(
                f,
                "methods are compared byte for byte, and a browser sends `{text}` as `{registered}`; write `{registered}`"
            ),
            Self::MethodCase { text, registered } => write!(
                f,
                "methods are compared byte for byte, and a browser does not turn `{text}` into `{registered}`, neither \
                 here nor in `fetch`; write `{registered}`"
            ),
            Self::HeaderStar { option } => {
                write!(
                    f,
                    "`*` is not a header name; for every header write `any` after `{option}`, in place of the list"
                )
            }
            Self::NotAHeader { text } if text.contains('*') => write!(
                f,
                "{} would be a name with a star in it, since there are no patterns of header names; list each name",
                Quoted(text)
            ),
            Self::NotAHeader { text } => write!(
                f,
                "{} is not a header name; write one name for each entry, without a value, like `\"X-Request-Id\"`",
                Quoted(text)
            ),
        }
    }
}

impl Error for NameProblem {}

/// What a browser writes in upper case itself: [Fetch, normalize](https://fetch.spec.whatwg.org/#concept-method-normalize)
const NORMALIZED: [&str; 6] = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];

#[cfg(test)]
mod tests {
    use super::NameProblem;

    #[test]
    fn what_an_author_wrote_is_quoted_in_one_short_line() {
        let text = "X\n\u{202e}\"".repeat(1_000);
        for problem in
            [NameProblem::NotAMethod { text: text.clone() }, NameProblem::NotAHeader { text }]
        {
            let sentence = problem.to_string();
            assert!(sentence.len() < 1_000 && !sentence.contains(['\n', '\u{202e}']), "{sentence}");
        }
    }

    #[test]
    fn nothing_is_quoted_as_an_empty_string() {
        let sentence = NameProblem::NotAMethod { text: String::new() }.to_string();
        assert!(sentence.starts_with("an empty string is not a method; "), "{sentence}");
    }

    #[test]
    fn a_sentence_speaks_of_the_name_that_was_written() {
        let method =
            |text: &str, registered| NameProblem::MethodCase { text: text.to_owned(), registered };
        let header = |text: &str| NameProblem::NotAHeader { text: text.to_owned() };
        let table = [
            (method("put", "PUT"), "a browser sends `put` as `PUT`"),
            (method("patch", "PATCH"), "a browser does not turn `patch` into `PATCH`"),
            (header("X-*"), "there are no patterns of header names"),
            (header("X Y"), "write one name for each entry"),
        ];
        for (problem, part) in table {
            let sentence = problem.to_string();
            assert!(sentence.contains(part), "{sentence}");
        }
    }
}
