//! A checked set of origins, in the form that the macro generates.

use super::exact::ExactSet;
use super::subdomains::SubdomainSet;

/// The expansion of [`cors_origins!`](crate::cors_origins): the entries of a set by kind, and its dangerous entries.
///
/// This is not public API. [`OriginSet`](super::OriginSet) keeps it private, so only an expansion can make a set.
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
    /// `chrome-extension://*`, only the scheme.
    pub any_host: ExactSet,
    /// An `http://` entry of another machine, if there is one.
    pub insecure: Option<&'static str>,
    /// A `*.` entry over a public suffix, if there is one.
    pub public_suffix: Option<&'static str>,
    /// Whether the declaration has a mistake. The macro has reported it, and the entries are unknown.
    pub is_broken: bool,
}

impl CheckedSet {
    /// A set without entries.
    pub const EMPTY: Self = Self {
        exact: ExactSet::EMPTY,
        any_port: ExactSet::EMPTY,
        subdomains: SubdomainSet::EMPTY,
        subdomains_any_port: SubdomainSet::EMPTY,
        any_host: ExactSet::EMPTY,
        insecure: None,
        public_suffix: None,
        is_broken: false,
    };

    /// The set of a declaration with a mistake.
    pub const BROKEN: Self = Self { is_broken: true, ..Self::EMPTY };
}
