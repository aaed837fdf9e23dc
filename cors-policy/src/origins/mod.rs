//! Who may read: the origins of a policy, and how a request's `Origin` is found among them.

mod conflict;
mod declared;
mod demand;
mod exact;
mod few;
mod subdomains;

use std::collections::BTreeSet;
use std::fmt::{Debug, Formatter, Result};

use cors_policy_core::label;

pub use declared::DeclaredSet;
pub use demand::{
    forbid_covered, forbid_insecure, forbid_public_suffix, forbid_shared, require_insecure,
    require_public_suffix,
};
pub use exact::ExactSet;
pub(crate) use few::{FEW, Few};
pub use subdomains::{SubdomainSet, Subdomains};

/// Which origins a policy allows.
#[derive(Clone, Copy, Debug)]
pub enum OriginRule {
    /// Every one: a public resource.
    Any,
    /// None: a closed resource.
    None,
    /// Those of these sets.
    Listed(&'static [&'static OriginSet]),
}

/// Origins and patterns of origins, laid out by the compiler: what [`cors_origins!`](crate::cors_origins) declares.
///
/// Only the macros create one, so every set has passed the checks of its declaration. There are four kinds of entries,
/// and each has its own set: an origin is in the whole if it is in one of them.
#[derive(Clone, Copy)]
pub struct OriginSet {
    declared: DeclaredSet,
}

impl DeclaredSet {
    /// The set that was declared.
    #[must_use]
    pub const fn set(self) -> OriginSet {
        OriginSet { declared: self }
    }
}

/// How an origin was found.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found {
    /// It is this entry, byte for byte.
    Entry(Entry),
    /// A pattern covers it.
    Pattern,
}

/// An entry without a star.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) text: &'static str,
    /// Where its header value is, if that is below [`FEW`].
    pub(crate) place: usize,
}

impl OriginSet {
    /// Whether the set allows `origin`: its bytes, as they stand in the `Origin` header.
    #[must_use]
    pub fn contains(&self, origin: impl AsRef<[u8]>) -> bool {
        self.find(origin.as_ref()).is_some()
    }

    /// The entries, as they were declared, sorted.
    #[must_use]
    pub fn entries(&self) -> Vec<String> {
        let mut entries = BTreeSet::new();
        self.collect(&mut entries);
        entries.into_iter().collect()
    }

    /// Looks for the bytes of a request's `Origin`, as they are.
    ///
    /// Nothing in here grows with the request: each set looks at the length first, and then at no more bytes than its
    /// longest entry can cover.
    #[inline]
    pub(crate) fn find(&self, origin: &[u8]) -> Option<Found> {
        if let Some(text) = self.declared.exact.find(origin) {
            return Some(Found::Entry(Entry { text, place: usize::MAX }));
        }
        self.matches_pattern(origin).then_some(Found::Pattern)
    }

    #[inline]
    pub(crate) fn matches_pattern(&self, origin: &[u8]) -> bool {
        let longest =
            self.declared.any_port.longest().max(self.declared.subdomains_any_port.longest());
        let may_match_on_any_port = longest > 0 && origin.len() <= longest + LONGEST_PORT;
        self.declared.subdomains.contains(origin)
            || may_match_on_any_port && self.matches_on_any_port(origin)
    }

    fn matches_on_any_port(&self, origin: &[u8]) -> bool {
        label::without_port(origin).is_some_and(|base| {
            self.declared.any_port.find(base).is_some()
                || self.declared.subdomains_any_port.contains(base)
        })
    }

    /// Adds every entry to `entries`, as it was declared.
    pub(crate) fn collect(&self, entries: &mut BTreeSet<String>) {
        entries.extend(self.declared.exact.entries().map(str::to_owned));
        entries.extend(self.declared.any_port.entries().map(|base| format!("{base}:*")));
        entries.extend(self.declared.subdomains.entries());
        entries.extend(self.declared.subdomains_any_port.entries().map(|base| format!("{base}:*")));
    }
}

/// Prints the entries.
impl Debug for OriginSet {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_list().entries(self.entries()).finish()
    }
}

/// `:65535`
const LONGEST_PORT: usize = 6;
