//! What can be wrong with an option: its name, its separator, its value.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::option::OptionName;

/// A mistake in an option.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum OptionProblem {
    Unknown { key: String, meant: Option<OptionName> },
    PrivateNetwork,
    NameMissing,
    Twice { option: OptionName },
    WrongValue { option: OptionName },
    NotConfigurable { option: OptionName },
    SeparatorMissing { key: String, separator: char },
    ValueMissing { key: String },
}

impl Display for OptionProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Unknown { key, meant: Some(meant) } => {
                write!(f, "unknown option `{key}`; did you mean `{}`?", meant.as_str())
            }
            Self::Unknown { key, meant: None } => {
                write!(f, "unknown option `{key}`; use one of ")?;
                list_options(f)
            }
            Self::PrivateNetwork => f.write_str(
                "a policy cannot allow Private Network Access, because browsers have abandoned it; remove this option",
            ),
            Self::Twice { option } => {
                write!(f, "option `{}` appears twice; merge the two, or remove one", option.as_str())
            }
            Self::WrongValue { option } => {
                write!(f, "invalid value for `{}`; write {}", option.as_str(), option.takes())
            }
            Self::NotConfigurable { option } => {
                write!(f, "only `origins` can be `configured`; write {}", option.takes())
            }
            Self::NameMissing => {
                f.write_str("expected the name of an option, without quotes; use one of ")?;
                list_options(f)
            }
            Self::SeparatorMissing { key, separator: ':' } => {
                write!(f, "expected a colon after `{key}`; write `{key}: …`")
            }
            Self::SeparatorMissing { key, separator } => {
                write!(f, "expected `{separator}` after `{key}`; write `{key} {separator} …`")
            }
            Self::ValueMissing { key } => write!(f, "option `{key}` has no value; add one"),
        }
    }
}

impl Error for OptionProblem {}

fn list_options(f: &mut Formatter<'_>) -> Result {
    for (index, option) in OptionName::ALL.into_iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        write!(f, "{separator}`{}`", option.as_str())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::OptionProblem;
    use crate::option::OptionName;

    #[test]
    fn an_unknown_option_is_told_all_options() {
        let sentence = OptionProblem::Unknown { key: "vary".to_owned(), meant: None }.to_string();
        for option in OptionName::ALL {
            assert!(sentence.contains(option.as_str()), "{sentence}");
        }
        assert!(sentence.contains("use one of `origins`, `methods`, "), "{sentence}");
    }

    #[test]
    fn a_wrong_value_is_told_what_its_option_takes() {
        let table = [
            (OptionName::Origins, "[\"https://app.example.com\"]"),
            (OptionName::Methods, "[GET, PUT, \"M-SEARCH\"]"),
            (OptionName::RequestHeaders, "[\"Content-Type\"]"),
            (OptionName::ExposedHeaders, "[\"ETag\"]"),
            (OptionName::Credentials, "`true` or `false`"),
            (OptionName::MaxAge, "`2h`"),
            (OptionName::InsecureOrigins, "`true` or `false`"),
            (OptionName::PublicSuffixSubdomains, "`true` or `false`"),
            (OptionName::AnyoneElse, "options in braces"),
        ];
        for (option, takes) in table {
            let sentence = OptionProblem::WrongValue { option }.to_string();
            assert!(sentence.contains(takes), "{sentence}");
            let sentence = OptionProblem::NotConfigurable { option }.to_string();
            assert!(
                sentence.starts_with("only `origins` can be `configured`; write "),
                "{sentence}"
            );
            assert!(sentence.contains(takes), "{sentence}");
        }
    }
}
