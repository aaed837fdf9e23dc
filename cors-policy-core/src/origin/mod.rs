//! Origins and origin patterns, as a policy lists them.
//!
//! This folder contains everything about a single entry of `origins`, and about several of them together. It may use
//! [`problem`](crate::problem), and the modules that compare labels and texts.
//!
//! An origin is written as a browser sends it: the
//! [ASCII serialisation](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
//! of [RFC 6454, section 6.2](https://www.rfc-editor.org/rfc/rfc6454#section-6.2): scheme, host and port. Any other
//! text can never equal the `Origin` of a request, so it is rejected, and the error proposes the right text.
//!
//! A pattern is an origin with `*.` before its host, which matches one or more labels, or with `:*` as its port, which
//! matches any port or none. In a scheme that is not of the web, `*` as the whole host matches any host of one label.

#[cfg(feature = "public-suffix")]
mod above_suffixes;
mod cover;
mod entry;
mod flawed;
mod host;
mod ip;
mod parse;
mod port;
mod punycode;
mod repair;
mod scan;
mod scheme;
mod slip;
mod trust;

pub use cover::{Conflict, Relations, conflicts};
pub use entry::Origin;
pub use host::Host;
pub use port::Port;
pub use slip::remarks;
pub use trust::{HAS_PUBLIC_SUFFIX_LIST, PublicSuffix};
