//! Who may read: the origins of a policy, and how a request's `Origin` is found among them.

mod conflict;
mod demand;
mod exact;
mod few;
mod subdomains;

use std::collections::BTreeSet;
use std::fmt::{Debug, Formatter, Result};

use cors_policy_core::label;

pub use demand::{
    check_disjoint, forbid_insecure, forbid_public_suffix, require_insecure, require_public_suffix,
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
/// There are four kinds of entries, and each has its own set: an origin is in the whole if it is in one of them.
#[derive(Clone, Copy)]
pub struct OriginSet {
    /// `https://app.example.com`
    #[doc(hidden)]
    pub exact: ExactSet,
    /// `http://localhost:*`, without the `:*`.
    #[doc(hidden)]
    pub any_port: ExactSet,
    /// `https://*.example.com`
    #[doc(hidden)]
    pub subdomains: SubdomainSet,
    /// `https://*.example.com:*`, without the `:*`.
    #[doc(hidden)]
    pub subdomains_any_port: SubdomainSet,
    /// An entry with `http://` that is not on this machine, if there is one.
    #[doc(hidden)]
    pub insecure: Option<&'static str>,
    /// An entry with `*.` over a public suffix, if there is one.
    #[doc(hidden)]
    pub public_suffix: Option<&'static str>,
    /// Whether this stands for a set with a mistake, which was reported. Nothing is known of what it would hold.
    #[doc(hidden)]
    pub is_broken: bool,
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
    /// A set without entries.
    #[doc(hidden)]
    pub const EMPTY: Self = Self {
        exact: ExactSet::EMPTY,
        any_port: ExactSet::EMPTY,
        subdomains: SubdomainSet::EMPTY,
        subdomains_any_port: SubdomainSet::EMPTY,
        insecure: None,
        public_suffix: None,
        is_broken: false,
    };

    /// What a set with a mistake stands for: no entries.
    #[doc(hidden)]
    pub const BROKEN: Self = Self { is_broken: true, ..Self::EMPTY };

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
        if let Some(text) = self.exact.find(origin) {
            return Some(Found::Entry(Entry { text, place: usize::MAX }));
        }
        self.matches_pattern(origin).then_some(Found::Pattern)
    }

    #[inline]
    pub(crate) fn matches_pattern(&self, origin: &[u8]) -> bool {
        let longest = self.any_port.longest().max(self.subdomains_any_port.longest());
        let may_match_on_any_port = longest > 0 && origin.len() <= longest + LONGEST_PORT;
        self.subdomains.contains(origin)
            || may_match_on_any_port && self.matches_on_any_port(origin)
    }

    fn matches_on_any_port(&self, origin: &[u8]) -> bool {
        label::without_port(origin).is_some_and(|base| {
            self.any_port.find(base).is_some() || self.subdomains_any_port.contains(base)
        })
    }

    /// Adds every entry to `entries`, as it was declared.
    pub(crate) fn collect(&self, entries: &mut BTreeSet<String>) {
        entries.extend(self.exact.entries().map(str::to_owned));
        entries.extend(self.any_port.entries().map(|base| format!("{base}:*")));
        entries.extend(self.subdomains.entries());
        entries.extend(self.subdomains_any_port.entries().map(|base| format!("{base}:*")));
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
