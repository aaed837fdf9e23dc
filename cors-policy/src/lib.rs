//! CORS policies, declared in source, checked by the compiler, and answered from static data.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod decide;
mod decision;
mod declared;
mod denial;
mod display;
mod origins;
mod policy;
mod response;

#[cfg(feature = "tower")]
pub mod tower;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use cors_policy_macros::cors_policy;
pub use decision::{Actual, Decision, NotCors, Preflight};
pub use denial::Denial;
pub use policy::{Origins, Policy};
