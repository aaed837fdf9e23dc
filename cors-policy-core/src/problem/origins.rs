//! What can be wrong with the origins of a policy as a whole.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::option::ConfiguredKeyword;

/// A mistake in the list of origins as a whole, not in a single entry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum OriginsProblem {
    Missing,
    Empty,
    Emptied,
    Covered { text: String, by: String },
    ConfiguredWithoutFeature { keyword: ConfiguredKeyword },
    ConfiguredMisspelt { word: String, meant: ConfiguredKeyword },
    ConfiguredSpread { keyword: ConfiguredKeyword },
    ConfiguredOrAnyInList,
    KeywordWithConfigured { keyword: &'static str },
}

impl Display for OriginsProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Missing => f.write_str(
                "missing option `origins`; add it with a list of origins, `any` (a public resource) or `none` (allows \
                 no origin)",
            ),
            Self::Empty => f.write_str(
                "an empty list allows no origin; add an origin, or write `none` instead of `[]` if that is intended",
            ),
            Self::Emptied => f.write_str(
                "this list is empty in some builds; add an entry for those builds, or write `#[cfg(…)] origins: […]` \
                 and `#[cfg(not(…))] origins: none`",
            ),
            Self::Covered { text, by } => {
                write!(f, "`{text}` is redundant, because `{by}` already covers it; remove one of the two")
            }
            Self::ConfiguredWithoutFeature { keyword } => write!(
                f,
                "`{}` requires the feature `configured` of `cors-policy`; add `features = [\"configured\"]` to the \
                 dependency in `Cargo.toml`",
                keyword.as_str()
            ),
            Self::ConfiguredMisspelt { word, meant } => {
                write!(f, "unknown keyword `{word}`; did you mean `{}`?", meant.as_str())
            }
            Self::ConfiguredSpread { keyword } => {
                write!(f, "`{0}` is not a set of origins; write `{0}` without the dots", keyword.as_str())
            }
            Self::ConfiguredOrAnyInList => f.write_str(
                "`configured_or_any` cannot be an entry of a list, because with `*` it allows every origin; write \
                 `configured` here, or `configured_or_any` in place of `[…]`",
            ),
            Self::KeywordWithConfigured { keyword: "any" } => f.write_str(
                "`any` and `configured` cannot be in one list; to accept `*` from the configuration, write \
                 `origins: configured_or_any`, or else remove `any`",
            ),
            Self::KeywordWithConfigured { keyword } => {
                write!(f, "`{keyword}` and `configured` cannot be in one list; remove one of the two")
            }
        }
    }
}

impl Error for OriginsProblem {}

#[cfg(test)]
mod tests {
    use super::OriginsProblem;
    use crate::option::ConfiguredKeyword;

    #[test]
    fn a_sentence_about_a_keyword_says_what_to_write() {
        let [configured, or_any] = ConfiguredKeyword::ALL;
        let table = [
            (
                OriginsProblem::ConfiguredWithoutFeature { keyword: configured },
                "`configured` requires the feature `configured` of `cors-policy`; add `features = [\"configured\"]` to \
                 the dependency in `Cargo.toml`",
            ),
            (
                OriginsProblem::ConfiguredMisspelt {
                    word: "anyOrConfigured".to_owned(),
                    meant: or_any,
                },
                "unknown keyword `anyOrConfigured`; did you mean `configured_or_any`?",
            ),
            (
                OriginsProblem::ConfiguredSpread { keyword: configured },
                "`configured` is not a set of origins; write `configured` without the dots",
            ),
            (
                OriginsProblem::ConfiguredOrAnyInList,
                "`configured_or_any` cannot be an entry of a list, because with `*` it allows every origin; write \
                 `configured` here, or `configured_or_any` in place of `[…]`",
            ),
            (
                OriginsProblem::KeywordWithConfigured { keyword: "any" },
                "`any` and `configured` cannot be in one list; to accept `*` from the configuration, write \
                 `origins: configured_or_any`, or else remove `any`",
            ),
            (
                OriginsProblem::KeywordWithConfigured { keyword: "none" },
                "`none` and `configured` cannot be in one list; remove one of the two",
            ),
        ];
        for (problem, sentence) in table {
            assert_eq!(problem.to_string(), sentence);
        }
    }
}
