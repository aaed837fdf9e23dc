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
    Configured { text: String },
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
                "`{text}` is not the name of a method or a header; write `any` without quotes in place of the list, or \
                 remove it"
            ),
            Self::Configured { text } => write!(
                f,
                "`{text}` is not the name of a method or a header, because only `origins` can be configured; list each \
                 name"
            ),
            Self::Long { length } => {
                write!(
                    f,
                    "a name has at most {MAX_NAME} bytes, but this one has {length}; check it for a typo"
                )
            }
            Self::MethodStar => f.write_str(
                "`*` is not a method; to allow every method, write `any` in place of the list",
            ),
            Self::NotAMethod { text } => write!(
                f,
                "{} is not a method; write one method per entry, in letters, digits and `-`, like `GET`",
                Quoted(text)
            ),
            Self::ForbiddenMethod { text } => write!(
                f,
                "`{text}` cannot be sent by a script, because the Fetch standard forbids it; remove it"
            ),
            Self::MethodCase { text, registered } if NORMALIZED.contains(registered) => write!(
                f,
                "`{text}` never matches, because methods are case-sensitive and browsers send `{text}` as \
                 `{registered}`; write `{registered}`"
            ),
            Self::MethodCase { text, registered } => write!(
                f,
                "`{text}` does not match `{registered}`, because methods are case-sensitive and browsers send \
                 `{text}` unchanged; write `{registered}` here and in `fetch`"
            ),
            Self::HeaderStar { option } => write!(
                f,
                "`*` is not a header name; for every header, write `any` in place of the list after `{option}`"
            ),
            Self::NotAHeader { text } if text.contains('*') => write!(
                f,
                "{} contains `*`, but header names cannot be patterns; list each name",
                Quoted(text)
            ),
            Self::NotAHeader { text } => write!(
                f,
                "{} is not a header name; write one name per entry, without a value, like `\"X-Request-Id\"`",
                Quoted(text)
            ),
        }
    }
}

impl Error for NameProblem {}

/// The methods that a browser changes to upper case itself: [Fetch,
/// normalize](https://fetch.spec.whatwg.org/#concept-method-normalize).
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
            (method("put", "PUT"), "browsers send `put` as `PUT`"),
            (method("patch", "PATCH"), "browsers send `patch` unchanged"),
            (header("X-*"), "header names cannot be patterns"),
            (header("X Y"), "write one name per entry"),
        ];
        for (problem, part) in table {
            let sentence = problem.to_string();
            assert!(sentence.contains(part), "{sentence}");
        }
    }
}
