//! The checked policy: no spans, no duplicates, no state that cannot happen.

use cors_policy_core::option::ConfiguredKeyword;
use cors_policy_core::problem::Remark;
use proc_macro2::Span;

use super::known::KnownOrigin;
use crate::declare::Spread;

/// The checked policy.
pub(crate) struct Legal<'a> {
    pub(crate) origins: LegalOrigins<'a>,
    pub(crate) demands: Demands,
    /// Sorted; `*` means `any`, here and in the next two fields.
    pub(crate) methods: Vec<String>,
    pub(crate) request_headers: Vec<String>,
    pub(crate) exposed_headers: Vec<String>,
    pub(crate) credentials: bool,
    /// In seconds.
    pub(crate) max_age: Option<u32>,
    pub(crate) insecure_origins: bool,
    pub(crate) public_suffix_subdomains: bool,
    /// What the origins may do that are not listed.
    pub(crate) anyone_else: Option<LegalAnyoneElse>,
    /// The warnings for the author.
    pub(crate) remarks: Vec<Noted>,
}

/// The options of `anyone_else`, in the form of those of a policy.
pub(crate) struct LegalAnyoneElse {
    pub(crate) methods: Vec<String>,
    pub(crate) request_headers: Vec<String>,
    pub(crate) exposed_headers: Vec<String>,
    pub(crate) max_age: Option<u32>,
}

pub(crate) enum LegalOrigins<'a> {
    Any,
    None,
    Listed {
        /// The sets that the list spreads.
        spreads: Vec<Spread>,
        origins: Vec<&'a KnownOrigin>,
        /// The keyword, if more origins come from configuration.
        configured: Option<ConfiguredKeyword>,
    },
}

/// What a policy requires of the sets that it spreads. They may be in another crate, so the compiler checks this after
/// the macro has run.
#[derive(Clone, Copy)]
pub(crate) struct Demands {
    pub(crate) insecure: Demand,
    pub(crate) public_suffix: Demand,
    /// Entries like `chrome-extension://*`. No option permits them again.
    pub(crate) any_host: Demand,
}

/// Whether sets may contain dangerous origins of one kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demand {
    /// They may contain some.
    None,
    /// They must not contain any, because credentials are allowed.
    Forbidden,
    /// One set must contain some, because nothing else needs the relaxation.
    Required,
}

/// A remark, and where the compiler reports it. Nothing else in a checked policy has a place in the source.
pub(crate) struct Noted {
    pub(crate) remark: Remark,
    pub(crate) span: Span,
}
