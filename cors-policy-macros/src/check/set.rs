//! The rules of a set of origins: those of a list in a policy, but for spreads.

use cors_policy_core::Problem;
use cors_policy_core::origin::Origin;
use cors_policy_core::problem::Shape;

use super::origins::check_list;
use crate::declare::List;
use crate::errors::Errors;

/// Checks a set. Without an answer, something was reported.
pub(crate) fn check_set(list: &List, errors: &mut Errors) -> Option<Vec<Origin>> {
    let checked = check_list(list, Shape::Set, errors)?;
    for spread in &checked.spreads {
        errors.report(&spread.tokens, &Problem::SpreadInSet);
    }
    let is_legal = checked.is_whole && checked.spreads.is_empty();
    is_legal.then(|| checked.origins.into_iter().map(|checked| checked.origin).collect())
}
