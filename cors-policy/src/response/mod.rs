//! Writes the CORS headers of a response.
//!
//! This room decides nothing. It takes a decision of `engine`, and writes it to the header map of a server. Code for
//! one framework only is in `adapters`.

mod decision;
mod headers;
mod http;
mod vary;
mod writer;

#[cfg(feature = "actix-web")]
pub(crate) use headers::may_be_cors;
#[cfg(any(feature = "actix-web", feature = "rocket"))]
pub(crate) use headers::{CORS_HEADERS, CorsHeader, HeaderMapFull, ResponseHeaders};
#[cfg(any(feature = "actix-web", feature = "rocket"))]
pub(crate) use vary::{ORIGIN_AND_ASKED, varies_by, varies_by_origin};
#[cfg(any(
    feature = "actix-web",
    feature = "hyper",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "tower"
))]
pub(crate) use writer::Writer;
