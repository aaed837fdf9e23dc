//! What is told about a request: a refusal, with its reason, the nearest entry and a sentence that solves it.
//!
//! This room only reads. Nothing in it changes an answer, and nothing in it runs unless somebody listens. It uses
//! `policy`, `request`, `engine` and `reference`.

mod excerpt;
mod find;
mod intrusion;
mod listeners;
mod nearest;
mod page;
mod reason;
mod refusal;
mod sentence;
#[cfg(feature = "tracing")]
pub mod tracing;
mod unlisted;

pub(crate) use excerpt::excerpt;
pub(crate) use find::intruding;
pub use intrusion::Intrusion;
pub(crate) use listeners::Listeners;
pub use nearest::{Difference, Nearest};
pub(crate) use nearest::{nearest_header, nearest_method, nearest_origin};
pub use reason::RefusalReason;
pub use refusal::Refusal;
