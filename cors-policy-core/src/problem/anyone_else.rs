//! What can be wrong with `anyone_else`, the options for origins that the policy does not list.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::option::OptionName;

/// A mistake in `anyone_else`, or a conflict with the `origins` of its policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum AnyoneElseProblem {
    WithAny,
    WithNone,
    WithConfiguredOrAny,
    Origins,
    Credentials,
    Relaxation,
    Nested,
    Unknown { key: String },
}

impl AnyoneElseProblem {
    /// Why `anyone_else` cannot contain this option, if it cannot.
    #[must_use]
    pub const fn of_option(option: OptionName) -> Option<Self> {
        match option {
            OptionName::Origins => Some(Self::Origins),
            OptionName::Credentials => Some(Self::Credentials),
            OptionName::InsecureOrigins | OptionName::PublicSuffixSubdomains => {
                Some(Self::Relaxation)
            }
            OptionName::AnyoneElse => Some(Self::Nested),
            OptionName::Methods
            | OptionName::RequestHeaders
            | OptionName::ExposedHeaders
            | OptionName::MaxAge => None,
        }
    }
}

impl Display for AnyoneElseProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::WithAny => f.write_str(
                "`origins` is `any`, so there is no other origin for `anyone_else`; remove it, or list the origins that \
                 get the options outside of it",
            ),
            Self::WithNone => f.write_str(
                "`origins` is `none`, but `anyone_else` allows every origin; write `any` in place of `none`, and these \
                 options without `anyone_else`, or else remove it",
            ),
            Self::WithConfiguredOrAny => f.write_str(
                "`configured_or_any` can become `any`, and then there is no other origin for `anyone_else`; remove it, \
                 or write `configured`",
            ),
            Self::Origins => f.write_str(
                "`anyone_else` applies to every origin that the policy does not list; remove this option",
            ),
            Self::Credentials => f.write_str(
                "`anyone_else` never allows credentials, because it applies to every site; remove this option, and add \
                 each trusted origin to the `origins` of the policy",
            ),
            Self::Relaxation => f.write_str(
                "this option has an effect only with credentials, which `anyone_else` never allows; remove it",
            ),
            Self::Nested => f.write_str(
                "`anyone_else` already applies to every other origin, so it cannot contain another `anyone_else`; \
                 remove it",
            ),
            Self::Unknown { key } => {
                write!(f, "unknown option `{key}` in `anyone_else`; use one of ")?;
                for (index, option) in OptionName::OF_ANYONE_ELSE.into_iter().enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(f, "{separator}`{}`", option.as_str())?;
                }
                Ok(())
            }
        }
    }
}

impl Error for AnyoneElseProblem {}

#[cfg(test)]
mod tests {
    use super::AnyoneElseProblem;
    use crate::option::OptionName;

    #[test]
    fn it_contains_four_options() {
        for option in OptionName::ALL {
            let problem = AnyoneElseProblem::of_option(option);
            let is_legal = OptionName::OF_ANYONE_ELSE.contains(&option);
            assert_eq!(problem.is_none(), is_legal, "{option:?}");
        }
    }

    #[test]
    fn an_unknown_option_is_told_those_of_the_block() {
        let problem = AnyoneElseProblem::Unknown { key: "vary".to_owned() };
        assert_eq!(
            problem.to_string(),
            "unknown option `vary` in `anyone_else`; use one of `methods`, `request_headers`, `exposed_headers`, \
             `max_age`"
        );
    }
}
