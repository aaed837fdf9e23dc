//! A set of origins: five kinds of entries, with a table for each kind.

use std::collections::BTreeSet;
use std::fmt::{Debug, Formatter, Result};

use cors_policy_core::label;

use super::checked::CheckedSet;

/// A set of origins and patterns: static data that [`cors_origins!`](crate::cors_origins) generates.
///
/// Only the macros create an `OriginSet`, so each one has passed the checks of its declaration. It has a table for each
/// of the five kinds of entries, and allows an origin if one of the tables does.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_origins;
///
/// cors_origins! {
///     static FRONTENDS = ["https://app.example.com", "https://*.preview.example.com"];
/// }
///
/// assert!(FRONTENDS.contains("https://pr-7.preview.example.com"));
/// assert_eq!(FRONTENDS.entries(), ["https://*.preview.example.com", "https://app.example.com"]);
/// ```
#[derive(Clone, Copy)]
pub struct OriginSet {
    pub(super) checked: CheckedSet,
}

/// How a set matches an origin.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found {
    /// This entry equals it.
    Entry(Entry),
    /// A pattern covers it.
    Pattern,
}

/// Where an entry without a star is: its place in the [`ShortList`](super::ShortList) of the policy, if the policy has one,
/// or a slot of one of its sets.
///
/// Two numbers and not a text, so that a decision fits into two registers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    set: u32,
    place: u32,
}

impl Entry {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "no policy has 2^32 sets, and no set 2^32 slots"
    )]
    pub(super) const fn new(set: usize, place: usize) -> Self {
        Self { set: set as u32, place: place as u32 }
    }

    /// The entry at this place of a short list.
    pub(super) const fn in_short_list(place: usize) -> Self {
        Self::new(0, place)
    }

    /// The index of its header value, if the policy has a short list.
    #[inline]
    pub(crate) const fn place(self) -> usize {
        self.place as usize
    }

    /// Its text in these sets, if the policy has no short list.
    #[inline]
    pub(crate) fn text(self, sets: &'static [&'static OriginSet]) -> &'static str {
        sets[self.set as usize].checked.exact.slots[self.place()]
    }
}

/// Looks for the bytes of a request's `Origin` in sets.
#[inline]
pub(crate) fn find_in(sets: &[&OriginSet], origin: &[u8]) -> Option<Found> {
    sets.iter().enumerate().find_map(|(index, set)| match set.checked.exact.find(origin) {
        Some(slot) => Some(Found::Entry(Entry::new(index, slot))),
        None => set.matches_pattern(origin).then_some(Found::Pattern),
    })
}

impl CheckedSet {
    /// Makes the set.
    #[must_use]
    pub const fn set(self) -> OriginSet {
        OriginSet { checked: self }
    }
}

impl OriginSet {
    /// Whether the set allows `origin`, the bytes of an `Origin` header.
    #[must_use]
    pub fn contains(&self, origin: impl AsRef<[u8]>) -> bool {
        self.find(origin.as_ref()).is_some()
    }

    /// Returns the entries as they are declared, sorted.
    #[must_use]
    pub fn entries(&self) -> Vec<String> {
        let mut entries = BTreeSet::new();
        self.collect(&mut entries);
        entries.into_iter().collect()
    }

    /// Looks for an entry that matches the bytes of a request's `Origin`, unchanged.
    ///
    /// The work does not grow with the request: each table checks the length first, and then reads no more bytes than
    /// the longest origin that it allows.
    #[inline]
    pub(crate) fn find(&self, origin: &[u8]) -> Option<Found> {
        find_in(&[self], origin)
    }

    #[inline]
    pub(crate) fn matches_pattern(&self, origin: &[u8]) -> bool {
        let longest =
            self.checked.any_port.longest().max(self.checked.subdomains_any_port.longest());
        let may_match_on_any_port = longest > 0 && origin.len() <= longest + LONGEST_PORT;
        self.checked.subdomains.contains(origin)
            || may_match_on_any_port && self.matches_on_any_port(origin)
            || origin.len() <= self.longest_of_any_host() && self.matches_any_host(origin)
    }

    /// The length of the longest origin that a pattern covers, or 0 if there is no pattern.
    pub(super) const fn longest_by_pattern(&self) -> usize {
        let CheckedSet { subdomains, any_port, subdomains_any_port, .. } = &self.checked;
        let without_port = max(any_port.longest(), subdomains_any_port.longest());
        let on_any_port = if without_port > 0 { without_port + LONGEST_PORT } else { 0 };
        max(max(subdomains.longest(), on_any_port), self.longest_of_any_host())
    }

    /// The length of the longest origin that a pattern for any host covers, or 0 if there is no such pattern.
    #[inline]
    const fn longest_of_any_host(&self) -> usize {
        let scheme = self.checked.any_host.longest();
        if scheme > 0 { scheme + LONGEST_ONE_LABEL } else { 0 }
    }

    #[inline(never)]
    fn matches_any_host(&self, origin: &[u8]) -> bool {
        label::scheme_of_one_label(origin)
            .is_some_and(|scheme| self.checked.any_host.find(scheme).is_some())
    }

    fn matches_on_any_port(&self, origin: &[u8]) -> bool {
        label::without_port(origin).is_some_and(|base| {
            self.checked.any_port.find(base).is_some()
                || self.checked.subdomains_any_port.contains(base)
        })
    }

    /// How many slots there are: at least as many as entries.
    pub(crate) const fn slots(&self) -> usize {
        let CheckedSet { exact, any_port, subdomains, subdomains_any_port, any_host, .. } =
            &self.checked;
        exact.slots.len()
            + any_port.slots.len()
            + subdomains.slots.len()
            + subdomains_any_port.slots.len()
            + any_host.slots.len()
    }

    /// Adds every entry to `entries`, as it is declared.
    pub(crate) fn collect(&self, entries: &mut BTreeSet<String>) {
        entries.extend(self.checked.exact.entries().map(str::to_owned));
        entries.extend(self.checked.any_port.entries().map(|base| format!("{base}:*")));
        entries.extend(self.checked.subdomains.entries());
        entries.extend(self.checked.subdomains_any_port.entries().map(|base| format!("{base}:*")));
        entries.extend(self.checked.any_host.entries().map(|scheme| format!("{scheme}://*")));
    }
}

/// Prints the entries.
impl Debug for OriginSet {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_list().entries(self.entries()).finish()
    }
}

const fn max(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

/// The length of `:65535`.
pub(super) const LONGEST_PORT: usize = 6;

/// The length of `://` and the longest host that `*` matches.
pub(super) const LONGEST_ONE_LABEL: usize = 3 + label::MAX_LABEL;

#[cfg(test)]
mod tests {
    use crate::origins::{CheckedSet, ExactSet, SubdomainSet, Subdomains};

    #[test]
    fn the_slots_of_every_kind_are_counted() {
        const fn texts(slots: &'static [&'static str]) -> ExactSet {
            ExactSet { slots, ..ExactSet::EMPTY }
        }
        const fn patterns(slots: &'static [Subdomains]) -> SubdomainSet {
            SubdomainSet { slots, ..SubdomainSet::EMPTY }
        }
        const FREE: Subdomains = Subdomains { scheme: "", suffix: "" };
        let set = CheckedSet {
            exact: texts(&[""; 3]),
            any_port: texts(&[""; 4]),
            subdomains: patterns(&[FREE; 5]),
            subdomains_any_port: patterns(&[FREE; 6]),
            any_host: texts(&[""; 7]),
            ..CheckedSet::EMPTY
        };
        assert_eq!(set.set().slots(), 3 + 4 + 5 + 6 + 7);
    }
}
