//! A policy as two tiers: what listed origins get, and what all others get.

use cors_policy::{Origins, PolicyRef};

use super::entries::Entries;
use super::grant::Grant;

/// Who gets what.
pub(super) struct Tiers {
    pub(super) entries: Entries,
    /// What the origins of the list get. `None` if there is no list.
    pub(super) listed: Option<Grant>,
    /// What all other origins get, if they get anything.
    pub(super) others: Option<Grant>,
}

impl Tiers {
    pub(super) fn of(policy: &PolicyRef) -> Self {
        let (entries, listed, others) = match policy.origins() {
            Origins::Any => (Vec::new(), None, Some(Grant::of(policy))),
            Origins::None => (Vec::new(), None, None),
            Origins::Listed(entries) => {
                (entries, Some(Grant::of(policy)), policy.anyone_else().map(Grant::of_policy))
            }
        };
        Self { entries: Entries::of(&entries), listed, others }
    }
}
