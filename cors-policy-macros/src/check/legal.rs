//! A policy that may be: no spans, no duplicates, nothing that cannot happen.

use cors_policy_core::option::ConfiguredKeyword;
use cors_policy_core::problem::Remark;
use proc_macro2::Span;

use super::known::KnownOrigin;
use crate::declare::Spread;

/// The checked policy.
pub(crate) struct Legal<'a> {
    pub(crate) origins: LegalOrigins<'a>,
    pub(crate) demands: Demands,
    /// Sorted; `*` stands for `any`, here and in the next two.
    pub(crate) methods: Vec<String>,
    pub(crate) request_headers: Vec<String>,
    pub(crate) exposed_headers: Vec<String>,
    pub(crate) credentials: bool,
    /// In seconds.
    pub(crate) max_age: Option<u32>,
    pub(crate) insecure_origins: bool,
    pub(crate) public_suffix_subdomains: bool,
    /// What to warn of.
    pub(crate) remarks: Vec<Noted>,
}

pub(crate) enum LegalOrigins<'a> {
    Any,
    None,
    Listed {
        /// The sets whose origins are meant too.
        spreads: Vec<Spread>,
        origins: Vec<&'a KnownOrigin>,
        /// The keyword, if more origins come from configuration.
        configured: Option<ConfiguredKeyword>,
    },
}

/// What a policy demands of the sets that it spreads. They may be in another crate, so the compiler must look when the
/// macro is done.
#[derive(Clone, Copy)]
pub(crate) struct Demands {
    pub(crate) insecure: Demand,
    pub(crate) public_suffix: Demand,
}

/// Whether sets may hold dangerous origins of one kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demand {
    /// They may.
    None,
    /// They must not: credentials are allowed.
    Forbidden,
    /// One must: there is a relaxation which nothing else needs.
    Required,
}

/// A remark, and the one place of a legal policy that has one: where the compiler shall warn.
pub(crate) struct Noted {
    pub(crate) remark: Remark,
    pub(crate) span: Span,
}
