//! The rules that method names and header names share.

use crate::limits::MAX_NAME;
use crate::option::ConfiguredKeyword;
use crate::problem::{NameProblem, Problem};

/// Checks what method and header names have in common, apart from being tokens: a name is not too long, and it is not a
/// keyword that the author wrote in quotes.
pub(crate) fn check_name(text: &str) -> Result<(), Problem> {
    if text.len() > MAX_NAME {
        return Err(Problem::Name(NameProblem::Long { length: text.len() }));
    }
    let is_keyword =
        ["any", "none", "all"].iter().any(|keyword| keyword.eq_ignore_ascii_case(text));
    let is_configured =
        ConfiguredKeyword::ALL.iter().any(|keyword| keyword.as_str().eq_ignore_ascii_case(text));
    if is_keyword {
        Err(Problem::Name(NameProblem::Keyword { text: text.to_owned() }))
    } else if is_configured {
        Err(Problem::Name(NameProblem::Configured { text: text.to_owned() }))
    } else {
        Ok(())
    }
}
