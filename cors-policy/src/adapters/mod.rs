//! The policy in front of each framework: one file for each.
//!
//! An adapter reads the method and the headers of a request for the `engine`, answers a preflight, calls the handler for
//! everything else, and has the `response` written. It decides nothing, names no header, and uses no other adapter.

#[cfg(any(feature = "tower", feature = "hyper"))]
mod future;
#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
mod select;

#[cfg(feature = "actix-web")]
pub mod actix;
#[cfg(feature = "hyper")]
pub mod hyper;
#[cfg(feature = "tower")]
pub mod tower;

#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
pub use select::RequestView;
