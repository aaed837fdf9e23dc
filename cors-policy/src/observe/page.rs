//! The parts of an origin that no entry matches.

/// The origin of a page, in its parts.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) scheme: &'a str,
    pub(super) host: &'a str,
    /// With its colon, or empty.
    pub(super) port: &'a str,
}

impl<'a> Page<'a> {
    /// Splits an origin, or an entry of a list.
    pub(super) fn parse(origin: &'a str) -> Option<Self> {
        let (scheme, authority) = origin.split_once("://")?;
        // The colons of an IPv6 address are in brackets.
        let end = authority.rfind(']').map_or(0, |bracket| bracket + 1);
        let colon = authority[end..].find(':').map_or(authority.len(), |colon| end + colon);
        let (host, port) = authority.split_at(colon);
        (!host.is_empty()).then_some(Self { scheme, host, port })
    }

    /// The origin with another scheme, host or port.
    pub(super) fn text(self) -> String {
        let Self { scheme, host, port } = self;
        format!("{scheme}://{host}{port}")
    }

    /// Whether the host is this machine, under the names that browsers treat as different.
    pub(super) fn is_loopback(self) -> bool {
        LOOPBACK.contains(&self.host)
    }
}

pub(super) const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn an_origin_has_a_scheme_a_host_and_perhaps_a_port() {
        for (origin, parts) in [
            ("https://a.example", ("https", "a.example", "")),
            ("http://localhost:3000", ("http", "localhost", ":3000")),
            ("http://localhost:*", ("http", "localhost", ":*")),
            ("http://[::1]:3000", ("http", "[::1]", ":3000")),
            ("http://[::1]", ("http", "[::1]", "")),
            ("https://*.example.com", ("https", "*.example.com", "")),
            ("app://-", ("app", "-", "")),
        ] {
            let page = Page::parse(origin).unwrap();
            assert_eq!((page.scheme, page.host, page.port), parts, "{origin}");
            assert_eq!(page.text(), origin);
        }
        for other in ["", "null", "a.example", "https://", "https://:1", "https:/a"] {
            assert!(Page::parse(other).is_none(), "{other}");
        }
    }
}
