//! What a change of a policy grants to pages, and what it revokes.
//!
//! This room compares two policies by what pages can do, and not by their texts. It uses only policies.
//!
//! A policy has two tiers: what the origins of its list get, and what all others get (`any` or `anyone_else`, or nothing).
//! So an origin is in one of four places: in both lists, in the new list only, in the old list only, or in none. In each
//! place, every origin gets the same from each policy, and the [grants](grant) of the two tiers are compared.

mod change;
mod entries;
mod grant;
mod pages;
mod sentence;
mod tiers;

use std::iter;

use cors_policy::PolicyRef;

pub use self::change::Change;
pub use self::entries::Entry;
pub use self::grant::Permission;
pub use self::pages::{Kind, Pages};
use self::tiers::Tiers;

/// Every change from `old` to `new`: grants first, then revocations, then what changes no permission.
#[must_use]
pub fn diff(old: &PolicyRef, new: &PolicyRef) -> Vec<Change> {
    let (before, after) = (Tiers::of(old), Tiers::of(new));
    let grants = gains(&before, &after);
    let grants = grants.map(|(pages, permissions)| Change::grant(pages, permissions));
    let revocations = gains(&after, &before);
    let revocations =
        revocations.map(|(pages, permissions)| Change::revocation(pages.reversed(), permissions));
    let others = change::others(old, new);
    let changes = grants.chain(revocations).chain(others).collect::<Vec<_>>();
    if changes.is_empty() && old.to_string() != new.to_string() {
        return vec![Change::text()];
    }
    changes
}

/// What pages can do with `after`, but not with `before`.
fn gains(before: &Tiers, after: &Tiers) -> impl Iterator<Item = (Pages, Vec<Permission>)> {
    let (listed, others) = (before.listed.as_ref(), before.others.as_ref());
    let (now_listed, now_others) = (after.listed.as_ref(), after.others.as_ref());

    let entered = grant::gained(others, now_listed);
    let entries = after.entries.beyond(&before.entries, !entered.is_empty());
    let entered = entries.map(move |entry| (Pages::Entered(entry), entered.clone()));
    let left = grant::gained(listed, now_others);
    let entries = before.entries.beyond(&after.entries, !left.is_empty());
    let left = entries.map(move |entry| (Pages::Left(entry), left.clone()));

    let both = grant::gained(listed, now_listed);
    let has_both = !both.is_empty() && after.entries.meet(&before.entries);
    let both = both.into_iter().filter(move |_| has_both);
    let both = both.map(|permission| (Pages::Both, vec![permission]));

    let neither = grant::gained(others, now_others);
    let has_lists = !before.entries.is_empty() || !after.entries.is_empty();
    let pages = if has_lists { Pages::Neither } else { Pages::Any };
    let neither: Vec<_> = if neither.contains(&Permission::Read) {
        iter::once((pages, neither)).collect()
    } else {
        neither.into_iter().map(|permission| (pages.clone(), vec![permission])).collect()
    };
    entered.chain(left).chain(both).chain(neither)
}
