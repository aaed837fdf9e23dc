//! Entries that are legal, but have no effect or are probably mistakes.

use std::fmt::{Display, Formatter, Result};

use crate::option::OptionName;

/// A warning of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum Remark {
    // Entries that have no effect. They are left out.
    ExposedAnyway { text: String },
    EmptyList { option: OptionName },

    // Entries that are probably mistakes. They are kept.
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
                write!(
                    f,
                    "`{text}` is left out, because every script can read it anyway; remove it"
                )
            }
            Self::EmptyList { option } => write!(
                f,
                "an empty list has the same effect as no `{}` at all; remove the option",
                option.as_str()
            ),
            Self::FinalDot { text, undotted } => write!(
                f,
                "`{text}` and `{undotted}` are different origins: a browser sends the final dot only if the URL of the \
                 page has it; remove the dot, list both origins, or {ALLOW}"
            ),
            Self::UnregistrableHyphen { text, domain } => write!(
                f,
                "`{text}` never matches, because nobody can register `{domain}`: a registered name does not start or \
                 end with a hyphen; remove the hyphen, or {ALLOW}"
            ),
            Self::HeaderSlip { text, meant } | Self::MethodSlip { text, meant } => {
                write!(
                    f,
                    "`{text}` looks like a misspelling of `{meant}`; write `{meant}`, or {ALLOW}"
                )
            }
            Self::NeedlessSlip { text, meant } => write!(
                f,
                "`{text}` looks like a misspelling of `{meant}`, which every script can read anyway; remove it, or \
                 {ALLOW}"
            ),
            Self::FetchAsMethod { text } => write!(
                f,
                "`{text}` is not a registered method: `fetch(…)` sends `GET` unless the script names another method; \
                 write the method that the script sends, like `GET` or `PATCH`, or {ALLOW}"
            ),
        }
    }
}

/// How to keep an entry that is intended.
const ALLOW: &str = "add `#[allow(deprecated)]` to the declaration if this is intended";

#[cfg(test)]
mod tests {
    use super::Remark;
    use crate::option::OptionName;

    #[test]
    fn a_remark_names_what_says_nothing() {
        let exposed = Remark::ExposedAnyway { text: "Content-Type".to_owned() };
        assert!(
            exposed.to_string().starts_with("`Content-Type` is left out, because every script")
        );
        let empty = Remark::EmptyList { option: OptionName::Methods };
        assert!(
            empty
                .to_string()
                .starts_with("an empty list has the same effect as no `methods` at all")
        );
    }

    #[test]
    fn a_remark_on_a_slip_says_what_was_meant_and_how_to_keep_it() {
        let text = |text: &str| text.to_owned();
        let (dotted, undotted) = (text("https://a.example."), text("https://a.example"));
        let (hyphen, domain) = (text("https://a.b-.com"), text("b-.com"));
        let table = [
            (
                Remark::FinalDot { text: dotted, undotted },
                "`https://a.example.` and `https://a.example` are different origins: ",
            ),
            (
                Remark::UnregistrableHyphen { text: hyphen, domain },
                "`https://a.b-.com` never matches, because nobody can register `b-.com`: ",
            ),
            (
                Remark::HeaderSlip { text: text("Contet-Type"), meant: "Content-Type" },
                "`Contet-Type` looks like a misspelling of `Content-Type`; write `Content-Type`, or ",
            ),
            (
                Remark::NeedlessSlip { text: text("Contet-Type"), meant: "Content-Type" },
                "`Contet-Type` looks like a misspelling of `Content-Type`, which every script can read anyway; remove \
                 it, or ",
            ),
            (
                Remark::MethodSlip { text: text("GRT"), meant: "GET" },
                "`GRT` looks like a misspelling of `GET`; write `GET`, or ",
            ),
            (
                Remark::FetchAsMethod { text: text("FETCH") },
                "`FETCH` is not a registered method: `fetch(…)` sends `GET` unless ",
            ),
        ];
        for (remark, start) in table {
            let sentence = remark.to_string();
            assert!(sentence.starts_with(start), "{sentence}");
            assert!(
                sentence.ends_with("`#[allow(deprecated)]` to the declaration if this is intended")
            );
        }
    }
}
