//! The origins that may read responses, and the search for the `Origin` of a request among them.
//!
//! This room contains sets of origins, and the checks that the compiler runs if a policy spreads sets. It does not know
//! policies, requests or header maps, and uses only `cors-policy-core`.

mod checked;
mod conflict;
mod constraint;
mod entry;
mod exact;
mod rule;
mod set;
mod short_list;
mod subdomains;
#[cfg(feature = "configured")]
mod table;
#[cfg(feature = "configured")]
mod texts;

pub use checked::CheckedSet;
pub use constraint::{
    forbid_any_host, forbid_covered, forbid_insecure, forbid_public_suffix, forbid_shared,
    require_insecure, require_public_suffix,
};
pub use entry::{EntryHost, EntryPort, OriginEntry};
pub use exact::ExactSet;
pub use rule::OriginRule;
pub use set::OriginSet;
pub(crate) use set::{Entry, Found, find_in};
pub(crate) use short_list::{SHORT_LIST, ShortList};
pub use subdomains::{SubdomainSet, Subdomains};
#[cfg(feature = "configured")]
pub(crate) use table::OriginTable;
#[cfg(feature = "configured")]
pub(crate) use texts::Texts;
