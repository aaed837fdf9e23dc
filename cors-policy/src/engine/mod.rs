//! What is decided about a request, and why.
//!
//! This room reads the method and the header lines of a request, and compares them with the policy. It writes nothing. It
//! uses `policy` and `origins`.

mod decide;
mod decision;
mod denial;
mod examine;

#[cfg(any(feature = "tower", feature = "hyper"))]
pub(crate) use decision::preflight_status;
pub use decision::{Actual, Decision, NotCors, Preflight};
pub use denial::Denial;
pub(crate) use examine::{Examined, Kind};
