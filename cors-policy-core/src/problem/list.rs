//! What can be wrong in any list of a policy.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::option::OptionName;

/// A mistake in a list, whatever it lists.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum ListProblem {
    Duplicate { text: String, first: String },
    KeywordAsEntry { option: OptionName, keyword: &'static str },
    CoveredByAny { text: String },
    WrongEntry { option: OptionName },
}

impl Display for ListProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Duplicate { text, first } if text == first => {
                write!(f, "`{text}` stands in the list twice; remove one")
            }
            Self::Duplicate { text, first } => write!(
                f,
                "`{text}` is `{first}` again, since the case of a header name does not matter; remove one"
            ),
            Self::KeywordAsEntry { option, keyword } => {
                write!(f, "`{keyword}` stands for the whole list; write `{keyword}` in place of `[…]` after `{}`", option.as_str())
            }
            Self::CoveredByAny { text } => write!(
                f,
                "`any` already covers `{text}`; remove it (only `Authorization` must be named beside `any`)"
            ),
            Self::WrongEntry { option: OptionName::Origins } => f.write_str(
                "origins must be string literals, because they are checked at compile time; write it out, like \
                 `\"https://app.example.com\"`, or, to use a set, write `..FRONTENDS`",
            ),
            Self::WrongEntry { option: OptionName::Methods } => f.write_str(
                "an entry of `methods` is a bare word or a string; write `GET` or `\"M-SEARCH\"`",
            ),
            Self::WrongEntry { option } => write!(
                f,
                "an entry of `{}` is a string literal; write it in quotes, like `\"X-Request-Id\"`",
                option.as_str()
            ),
        }
    }
}

impl Error for ListProblem {}

#[cfg(test)]
mod tests {
    use super::ListProblem;

    #[test]
    fn a_duplicate_says_whether_only_the_case_differs() {
        let duplicate = |first: &str| {
            ListProblem::Duplicate { text: "ETag".to_owned(), first: first.to_owned() }.to_string()
        };
        assert!(duplicate("ETag").contains("stands in the list twice"));
        assert!(duplicate("etag").contains("the case of a header name"));
    }
}
