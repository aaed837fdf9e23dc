//! What is legal but says nothing, or probably says something else than was meant.

use std::fmt::{Display, Formatter, Result};

use crate::option::OptionName;

/// What the compiler warns of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum Remark {
    // Entries that change nothing, and are left out.
    ExposedAnyway { text: String },
    EmptyList { option: OptionName },

    // Entries that are kept, and are probably slips.
    FinalDot { text: String, undotted: String },
    UnregistrableHyphen { text: String, domain: String },
    HeaderSlip { text: String, meant: &'static str },
    NeedlessSlip { text: String, meant: &'static str },
    MethodSlip { text: String, meant: &'static str },
    FetchAsMethod { text: String },
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
            Self::FinalDot { text, undotted } => write!(
                f,
                "`{text}` is another origin than `{undotted}`: a browser sends the final dot only if the URL of the page \
                 has it; remove the dot, list both origins, or {ALLOW}"
            ),
            Self::UnregistrableHyphen { text, domain } => write!(
                f,
                "no page matches `{text}`, because no registry gives out `{domain}`: a registered name does not start or \
                 end with a hyphen; remove the hyphen, or {ALLOW}"
            ),
            Self::HeaderSlip { text, meant } | Self::MethodSlip { text, meant } => {
                write!(f, "`{text}` looks like a misspelt `{meant}`; write `{meant}`, or {ALLOW}")
            }
            Self::NeedlessSlip { text, meant } => write!(
                f,
                "`{text}` looks like a misspelt `{meant}`, which every script can read anyway; remove it, or {ALLOW}"
            ),
            Self::FetchAsMethod { text } => write!(
                f,
                "`{text}` is not a registered method, and `fetch(…)` in a script sends `GET` unless it names another; \
                 write the method that the script names, like `GET` or `PATCH`, or {ALLOW}"
            ),
        }
    }
}

/// How to keep what is meant as it is written.
const ALLOW: &str = "put `#[allow(deprecated)]` in front of the declaration if it is meant";

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

    #[test]
    fn a_remark_on_a_slip_says_what_was_meant_and_how_to_keep_it() {
        let text = |text: &str| text.to_owned();
        let (dotted, undotted) = (text("https://a.example."), text("https://a.example"));
        let (hyphen, domain) = (text("https://a.b-.com"), text("b-.com"));
        let table = [
            (
                Remark::FinalDot { text: dotted, undotted },
                "`https://a.example.` is another origin than `https://a.example`: ",
            ),
            (
                Remark::UnregistrableHyphen { text: hyphen, domain },
                "no page matches `https://a.b-.com`, because no registry gives out `b-.com`",
            ),
            (
                Remark::HeaderSlip { text: text("Contet-Type"), meant: "Content-Type" },
                "`Contet-Type` looks like a misspelt `Content-Type`; write `Content-Type`, or ",
            ),
            (
                Remark::NeedlessSlip { text: text("Contet-Type"), meant: "Content-Type" },
                "`Contet-Type` looks like a misspelt `Content-Type`, which every script can read anyway; remove it, or ",
            ),
            (
                Remark::MethodSlip { text: text("GRT"), meant: "GET" },
                "`GRT` looks like a misspelt `GET`; write `GET`, or ",
            ),
            (
                Remark::FetchAsMethod { text: text("FETCH") },
                "`FETCH` is not a registered method, and `fetch(…)` in a script sends `GET`",
            ),
        ];
        for (remark, start) in table {
            let sentence = remark.to_string();
            assert!(sentence.starts_with(start), "{sentence}");
            assert!(
                sentence
                    .ends_with("`#[allow(deprecated)]` in front of the declaration if it is meant")
            );
        }
    }
}
