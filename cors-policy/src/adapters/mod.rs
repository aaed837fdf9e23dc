//! The adapters, which put a policy in front of a service: one for each framework.
//!
//! An adapter passes the method and the headers of a request to `engine`, answers a preflight, calls the handler for
//! everything else, and lets `response` write the headers. If somebody listens, it passes refusals to `observe`. It decides
//! nothing, names no header, and uses no other adapter.
//!
//! Each adapter contains a `source::Source`. The files that adapters share are in the table of `cargo xtask rooms`.

#[cfg(any(feature = "poem", feature = "salvo"))]
mod answer;
#[cfg(any(feature = "hyper", feature = "poem", feature = "salvo", feature = "tower"))]
mod decided;
#[cfg(any(feature = "tower", feature = "hyper"))]
mod future;
// The middleware of hyper is around one service, so it has constructors of its own.
#[cfg(any(
    feature = "actix-web",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "tower"
))]
mod methods;
mod observed;
mod shadow;
mod source;

#[cfg(feature = "actix-web")]
pub mod actix;
#[cfg(feature = "hyper")]
pub mod hyper;
#[cfg(feature = "poem")]
pub mod poem;
#[cfg(feature = "rocket")]
pub mod rocket;
#[cfg(feature = "salvo")]
pub mod salvo;
#[cfg(feature = "tower")]
pub mod tower;

pub use shadow::{ShadowChange, ShadowDifference};
