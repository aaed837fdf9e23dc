//! What the macros expand to. Not public API: anything here may change in any release.

pub use core::option::Option::Some;

#[cfg(feature = "configured")]
pub use crate::configured::{CorsTemplate, PolicyTemplate};
pub use crate::origins::{
    CheckedSet, ExactSet, OriginRule, OriginSet, SubdomainSet, Subdomains, forbid_any_host,
    forbid_covered, forbid_insecure, forbid_public_suffix, forbid_shared, require_insecure,
    require_public_suffix,
};
pub use crate::policy::{CheckedPolicy, CorsPolicy, Names, Policy, TwoTiers};
