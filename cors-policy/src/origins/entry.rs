//! One entry of a list of origins, in its parts.

use std::fmt::{Display, Formatter, Result};

use cors_policy_core::origin::{Host, Origin, Port};

/// One entry of a list of origins, in its parts. [`Origins::entries`](crate::Origins::entries) returns them.
///
/// It is for programs that write a policy in another language, for example in the configuration of a gateway. `Display`
/// prints the entry as it is declared.
///
/// # Examples
///
/// ```
/// use cors_policy::{EntryHost, EntryPort, cors_policy};
///
/// cors_policy! {
///     static API = { origins: ["https://*.example.com:8443", "http://localhost:*"] };
/// }
///
/// let entries = API.origins().entries();
/// assert_eq!(entries[0].scheme(), "http");
/// assert_eq!(entries[0].host(), EntryHost::Exact("localhost"));
/// assert_eq!(entries[0].port(), EntryPort::Any);
/// assert_eq!(entries[1].host(), EntryHost::SubdomainsOf("example.com"));
/// assert_eq!(entries[1].port(), EntryPort::Number(8443));
/// assert_eq!(entries[1].to_string(), "https://*.example.com:8443");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OriginEntry {
    scheme: String,
    kind: Kind,
    /// An IPv6 address has its brackets.
    host: String,
    port: EntryPort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Exact,
    SubdomainsOf,
    Any,
}

/// Which hosts an entry covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a program that translates entries must know every kind"
)]
pub enum EntryHost<'a> {
    /// This host: a domain, an IPv4 address, or an IPv6 address in brackets. A domain has its final dot, if there is one.
    Exact(&'a str),
    /// `*.`: one or more labels in front of this domain. A label has 1 to 63 bytes of `[a-z0-9_-]`. The host that a browser
    /// sends has 253 bytes at most, without its final dot.
    SubdomainsOf(&'a str),
    /// `*`: a host of one label, 1 to 63 bytes of `[A-Za-z0-9_-]`. The scheme is not `http` or `https`.
    Any,
}

/// Which ports an entry covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a program that translates entries must know every kind"
)]
pub enum EntryPort {
    /// The default port of the scheme, which an `Origin` does not contain.
    Default,
    /// This port.
    Number(u16),
    /// `:*`: the default port, and 1 to 65535.
    Any,
}

impl OriginEntry {
    /// Reads an entry of a checked policy.
    pub(crate) fn of(entry: &str) -> Option<Self> {
        let origin = Origin::parse(entry).ok()?;
        let (kind, host) = match origin.host() {
            Host::SubdomainsOf(domain) => (Kind::SubdomainsOf, domain.clone()),
            Host::Any => (Kind::Any, String::new()),
            exact @ (Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_)) => {
                (Kind::Exact, exact.to_string())
            }
        };
        let port = match origin.port() {
            Port::Default => EntryPort::Default,
            Port::Number(port) => EntryPort::Number(port),
            Port::Any => EntryPort::Any,
        };
        Some(Self { scheme: origin.scheme().to_owned(), kind, host, port })
    }

    /// The scheme, without a colon: `https`.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The hosts.
    #[must_use]
    pub fn host(&self) -> EntryHost<'_> {
        match self.kind {
            Kind::Exact => EntryHost::Exact(&self.host),
            Kind::SubdomainsOf => EntryHost::SubdomainsOf(&self.host),
            Kind::Any => EntryHost::Any,
        }
    }

    /// The ports.
    #[must_use]
    pub const fn port(&self) -> EntryPort {
        self.port
    }

    /// Whether the entry covers one origin only: it has no `*`.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        matches!(self.kind, Kind::Exact) && !matches!(self.port, EntryPort::Any)
    }
}

/// Prints the entry as it is declared.
impl Display for OriginEntry {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let star = match self.kind {
            Kind::Exact => "",
            Kind::SubdomainsOf => "*.",
            Kind::Any => "*",
        };
        write!(f, "{}://{star}{}", self.scheme, self.host)?;
        match self.port {
            EntryPort::Default => Ok(()),
            EntryPort::Number(port) => write!(f, ":{port}"),
            EntryPort::Any => f.write_str(":*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OriginEntry;

    #[test]
    fn an_entry_is_printed_as_it_was_written() {
        for text in [
            "https://app.example.com",
            "https://app.example.com.:8443",
            "https://*.example.com:*",
            "http://[::1]:*",
            "http://127.0.0.1",
            "chrome-extension://*",
            "app://.",
        ] {
            let entry = OriginEntry::of(text).expect("it is legal");
            assert_eq!(entry.to_string(), text);
            assert_eq!(entry.is_exact(), !text.contains('*'), "{text}");
        }
    }
}
