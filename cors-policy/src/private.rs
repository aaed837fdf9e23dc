//! What the macros expand to. Not public API: anything here may change in any release.

pub use core::option::Option::Some;

pub use crate::declared::{Declared, Names};
pub use crate::origins::{ExactSet, OriginRule, OriginSet, SubdomainSet, Subdomains};
pub use crate::policy::Policy;
