//! Decides what kind a request is and whether its origin is allowed, and says why not.
//!
//! This room reads the method and the headers of a request, and compares its `Origin` with the policy. It writes
//! nothing. It uses `policy` and `origins`.

mod asked;
mod decide;
mod decision;
mod denial;
mod examine;
mod lists;
mod tiers;

pub(crate) use asked::{Asked, Lines, NotRepeated, read_headers, read_method};
#[cfg(any(
    feature = "hyper",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "tower"
))]
pub(crate) use decision::preflight_status;
pub use decision::{Actual, Decision, NotCors, Preflight};
pub use denial::Denial;
pub(crate) use denial::LONGEST_ORIGIN;
pub(crate) use examine::{Kind, Reader, Verdict};
