//! One legal entry of `origins`, in its parts.

use std::fmt::{Display, Formatter, Result};

use super::host::Host;
use super::port::Port;

/// One legal entry of `origins`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    pub(super) scheme: String,
    pub(super) host: Host,
    pub(super) port: Port,
}

impl Origin {
    /// The scheme, without the colon.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The host. In a pattern with `*.`, the domain whose subdomains it matches.
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

impl Display for Origin {
    /// Writes the entry as it was declared.
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}://{}{}", self.scheme, self.host, self.port)
    }
}
