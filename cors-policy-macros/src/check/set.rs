//! The rules of a set of origins: those of a list in a policy, but for spreads.

use cors_policy_core::Problem;

use super::known::{Known, KnownOrigin};
use super::origins::check_list;
use crate::declare::List;
use crate::errors::Errors;

/// Checks a set. Without an answer, something was reported.
pub(crate) fn check_set<'a>(
    list: &'a List,
    known: &'a Known,
    errors: &mut Errors,
) -> Option<Vec<&'a KnownOrigin>> {
    let checked = check_list(list, known, errors)?;
    for spread in &checked.spreads {
        errors.report(&spread.tokens, &Problem::SpreadInSet);
    }
    let is_legal = checked.is_whole && checked.spreads.is_empty();
    is_legal.then(|| checked.origins.into_iter().map(|checked| checked.known).collect())
}
