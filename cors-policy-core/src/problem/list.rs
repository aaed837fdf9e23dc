//! What can be wrong in any list of a policy.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::option::OptionName;

/// A mistake in a list, of any option.
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
                write!(f, "`{text}` appears twice in this list; remove one")
            }
            Self::Duplicate { text, first } => write!(
                f,
                "`{text}` duplicates `{first}`, because header names are case-insensitive; remove one"
            ),
            Self::KeywordAsEntry { option, keyword } => write!(
                f,
                "`{keyword}` cannot be an entry of a list; write `{keyword}` in place of `[…]` after `{}`",
                option.as_str()
            ),
            Self::CoveredByAny { text } => write!(
                f,
                "`{text}` is redundant, because `any` already covers it; remove it (without `credentials: true`, \
                 `any` covers every header except `Authorization`)"
            ),
            Self::WrongEntry { option: OptionName::Origins } => f.write_str(
                "origins must be string literals, because they are checked at compile time; to use a set, write \
                 `..FRONTENDS`; for origins from the environment or a file, add `configured` to the `origins` of the policy",
            ),
            Self::WrongEntry { option: OptionName::Methods } => f.write_str(
                "methods must be bare words or string literals; write `GET` or `\"M-SEARCH\"`",
            ),
            Self::WrongEntry { .. } => f.write_str(
                "header names must be string literals; write the name in quotes, like `\"X-Request-Id\"`",
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
        assert!(duplicate("ETag").contains("`ETag` appears twice"));
        assert!(duplicate("etag").contains("header names are case-insensitive"));
    }
}
