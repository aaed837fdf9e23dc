//! What of a request the rest may read, whatever the framework is.
//!
//! This room reads requests, and knows no policy. Every room above may use it.

mod authority;
mod line;
mod own_origin;
mod view;

pub(crate) use line::Line;
pub(crate) use own_origin::OwnOrigin;
pub use view::RequestView;
