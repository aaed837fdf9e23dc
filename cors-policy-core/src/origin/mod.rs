//! Origins and origin patterns, as a policy lists them.
//!
//! An origin is written as a browser sends it: the
//! [ASCII serialisation](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
//! of [RFC 6454, section 6.2](https://www.rfc-editor.org/rfc/rfc6454#section-6.2), scheme, host and port. What would be
//! serialised otherwise could never equal a request's `Origin`, so it is refused, with the text that would.
//!
//! A pattern is an origin with `*.` in front of its host, for one or more labels, or `:*` in place of its port, for any
//! port or none.

#[cfg(feature = "public-suffix")]
mod above_suffixes;
mod cover;
mod host;
mod ip;
mod port;
mod punycode;
mod repair;
mod scan;
mod scheme;
mod slip;
mod trust;

pub use cover::{Conflict, Relations, conflicts};
pub use host::Host;
pub use port::Port;
pub use slip::remarks;
pub use trust::{HAS_PUBLIC_SUFFIX_LIST, PublicSuffix};

use crate::problem::{Flaw, Problem};

/// One legal entry of `origins`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    scheme: String,
    host: Host,
    port: Port,
}

impl Origin {
    /// Reads one entry.
    ///
    /// # Errors
    ///
    /// The text is not an origin as a browser would send it, nor a pattern of such. The problem points into the text and
    /// holds what was probably meant.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy_core::origin::Origin;
    ///
    /// assert!(Origin::parse("https://app.example.com").is_ok());
    /// let problem = Origin::parse("https://app.example.com/").unwrap_err();
    /// assert!(problem.to_string().contains("write `https://app.example.com`"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, Problem> {
        scan::scan(text).map_err(|(flaw, at)| Problem::Origin {
            meant: meant(text, &flaw),
            flaw,
            text: text.to_owned(),
            at,
        })
    }

    /// The scheme, without the colon.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The host, or the domain whose subdomains are meant.
    #[must_use]
    pub const fn host(&self) -> &Host {
        &self.host
    }

    /// The port.
    #[must_use]
    pub const fn port(&self) -> Port {
        self.port
    }
}

impl std::fmt::Display for Origin {
    /// Writes the entry as it was declared.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.host, self.port)
    }
}

/// The entry that the author of `text` probably meant.
fn meant(text: &str, flaw: &Flaw) -> Option<String> {
    // Nobody means to lose the others.
    if *flaw == Flaw::Several {
        return None;
    }
    repair::repair(text).filter(|meant| scan::scan(meant).is_ok())
}

/// A flaw, and the bytes of the text that show it.
type Flawed = (Flaw, std::ops::Range<usize>);
