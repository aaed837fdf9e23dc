//! A checked set of origins, as the macro writes it down.

use super::exact::ExactSet;
use super::subdomains::SubdomainSet;

/// What [`cors_origins!`](crate::cors_origins) expands to: the entries of a set by their kinds, and the dangers in it.
///
/// This is not public API either. [`OriginSet`](super::OriginSet) keeps it to itself, so that only an expansion can make a set.
#[derive(Clone, Copy, Debug)]
pub struct CheckedSet {
    /// `https://app.example.com`
    pub exact: ExactSet,
    /// `http://localhost:*`, without the `:*`.
    pub any_port: ExactSet,
    /// `https://*.example.com`
    pub subdomains: SubdomainSet,
    /// `https://*.example.com:*`, without the `:*`.
    pub subdomains_any_port: SubdomainSet,
    /// An `http://` entry of another machine, if there is one.
    pub insecure: Option<&'static str>,
    /// A `*.` entry over a public suffix, if there is one.
    pub public_suffix: Option<&'static str>,
    /// Whether the declaration had a mistake, which was reported. Its entries are unknown then.
    pub is_broken: bool,
}

impl CheckedSet {
    /// No entries.
    pub const EMPTY: Self = Self {
        exact: ExactSet::EMPTY,
        any_port: ExactSet::EMPTY,
        subdomains: SubdomainSet::EMPTY,
        subdomains_any_port: SubdomainSet::EMPTY,
        insecure: None,
        public_suffix: None,
        is_broken: false,
    };

    /// A declaration with a mistake.
    pub const BROKEN: Self = Self { is_broken: true, ..Self::EMPTY };
}
