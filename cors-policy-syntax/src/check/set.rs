//! The rules of a set of origins: the same as for a list in a policy, but a set cannot contain spreads.

use cors_policy_core::problem::{SetProblem, Shape};

use super::Noted;
use super::known::{Known, KnownOrigin};
use super::origins::check_list;
use crate::declare::List;
use crate::errors::Errors;

/// The checked set.
pub(crate) struct LegalSet<'a> {
    pub(crate) origins: Vec<&'a KnownOrigin>,
    /// The warnings for the author.
    pub(crate) remarks: Vec<Noted>,
}

/// Checks a set. `None` means that a mistake was reported.
pub(crate) fn check_set<'a>(
    list: &'a List,
    known: &'a Known,
    errors: &mut Errors,
) -> Option<LegalSet<'a>> {
    let mut remarks = Vec::new();
    let checked = check_list(list, Shape::Set, known, &mut remarks, errors)?;
    for spread in &checked.spreads {
        errors.report(&spread.tokens, &SetProblem::SpreadInSet);
    }
    let is_legal = checked.is_whole && checked.spreads.is_empty();
    is_legal.then(|| LegalSet {
        origins: checked.origins.into_iter().map(|checked| checked.known).collect(),
        remarks,
    })
}
