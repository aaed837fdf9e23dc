//! What is legal but says nothing.

use std::fmt::{Display, Formatter, Result};

use crate::option::OptionName;

/// An entry that changes nothing. It is left out, and the compiler warns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum Remark {
    ExposedAnyway { text: String },
    EmptyList { option: OptionName },
}

impl Display for Remark {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::ExposedAnyway { text } => {
                write!(f, "every script can read `{text}` anyway, so it is left out; remove it")
            }
            Self::EmptyList { option } => {
                write!(f, "an empty list is the same as no `{}` at all; remove it", option.as_str())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Remark;
    use crate::option::OptionName;

    #[test]
    fn a_remark_names_what_says_nothing() {
        let exposed = Remark::ExposedAnyway { text: "Content-Type".to_owned() };
        assert!(exposed.to_string().starts_with("every script can read `Content-Type` anyway"));
        let empty = Remark::EmptyList { option: OptionName::Methods };
        assert!(empty.to_string().starts_with("an empty list is the same as no `methods` at all"));
    }
}
