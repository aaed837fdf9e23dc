//! What the rules for method names and for header names have in common.

use crate::limits::MAX_NAME;
use crate::option::ConfiguredKeyword;
use crate::problem::{NameProblem, Problem};

/// What method and header names have in common, beyond being tokens: they are of a sane length, and no keyword of a
/// declaration, which somebody has put in quotes.
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
