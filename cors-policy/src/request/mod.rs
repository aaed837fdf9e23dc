//! What of a request the rest may read, whatever the framework is.
//!
//! This room reads requests, and knows no policy. Every room above may use it.

mod authority;
mod line;
mod own_origin;
#[cfg(feature = "rocket")]
mod rocket;
mod view;

pub(crate) use line::Line;
pub(crate) use own_origin::OwnOrigin;
#[cfg(feature = "rocket")]
pub(crate) use rocket::RocketRequest;
pub use view::RequestView;
