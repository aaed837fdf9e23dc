//! The host and the port that a request was sent to.

/// `host:port`, as in `Host` and in `:authority`.
/// [RFC 9110, section 7.2](https://www.rfc-editor.org/rfc/rfc9110#section-7.2)
#[derive(Clone, Copy, Debug)]
pub(super) struct Authority<'a> {
    pub(super) host: &'a str,
    /// The digits after the colon. It can be empty.
    pub(super) port: Option<&'a str>,
}

impl<'a> Authority<'a> {
    /// Reads `host`, `host:port`, `[address]` or `[address]:port`.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let end = match text.strip_prefix('[') {
            Some(address) => address.find(']')? + "[]".len(),
            None => text.find(':').unwrap_or(text.len()),
        };
        let (host, rest) = text.split_at(end);
        let port = match rest.strip_prefix(':') {
            Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => Some(port),
            None if rest.is_empty() => None,
            _ => return None,
        };
        (!host.is_empty() && !host.contains('@')).then_some(Self { host, port })
    }

    /// Whether this is the authority of an origin with `scheme`: `rest` is what follows `://` in it.
    ///
    /// An origin has no port if it is the one that its scheme implies, and a host is in lower case there:
    /// [RFC 6454, section 6.2](https://www.rfc-editor.org/rfc/rfc6454#section-6.2).
    pub(super) fn is_of_origin(self, scheme: &str, rest: &str) -> bool {
        let default_port = match scheme {
            "http" => "80",
            "https" => "443",
            _ => return false,
        };
        let port = self.port.filter(|&port| !port.is_empty() && port != default_port);
        let Some((host, rest)) = rest.split_at_checked(self.host.len()) else { return false };
        let is_same = host.bytes().eq(self.host.bytes().map(|byte| byte.to_ascii_lowercase()));
        let is_same_port = match port {
            Some(port) => rest.strip_prefix(':') == Some(port),
            None => rest.is_empty(),
        };
        is_same_port && is_same
    }
}

#[cfg(test)]
mod tests {
    use super::Authority;

    #[test]
    fn an_authority_has_a_host_and_perhaps_a_port() {
        for (text, host, port) in [
            ("api.example.com", "api.example.com", None),
            ("api.example.com:3000", "api.example.com", Some("3000")),
            ("api.example.com:", "api.example.com", Some("")),
            ("[::1]", "[::1]", None),
            ("[::1]:80", "[::1]", Some("80")),
        ] {
            let authority = Authority::parse(text).unwrap();
            assert_eq!((authority.host, authority.port), (host, port), "{text}");
        }
        for text in ["", ":80", "a:b", "user@host", "[::1", "[::1]x", "a:80:80"] {
            assert!(Authority::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_port_that_a_scheme_implies_is_not_in_the_origin() {
        let is_of = |authority, scheme, rest| {
            Authority::parse(authority).unwrap().is_of_origin(scheme, rest)
        };
        for (authority, scheme, rest) in [
            ("a.example", "https", "a.example"),
            ("A.example", "https", "a.example"),
            ("a.example:443", "https", "a.example"),
            ("a.example:80", "http", "a.example"),
            ("a.example:", "http", "a.example"),
            ("a.example:443", "http", "a.example:443"),
            ("a.example:3000", "http", "a.example:3000"),
            ("[::1]:3000", "http", "[::1]:3000"),
        ] {
            assert!(is_of(authority, scheme, rest), "{authority} {scheme}://{rest}");
        }
        for (authority, scheme, rest) in [
            ("a.example", "https", "b.example"),
            ("a.example", "https", "a.example.evil.example"),
            ("a.example", "https", "a.exampl"),
            ("a.example", "https", "a.example:"),
            ("a.example", "https", "a.example:443"),
            ("a.example", "https", "a.example:3000"),
            ("a.example:3000", "https", "a.example"),
            ("a.example:3000", "https", "a.example:30000"),
            ("a.example:443", "http", "a.example"),
            ("a.example", "tauri", "a.example"),
            ("a.example", "https", ""),
            ("a.example", "https", "\u{e9}.example"),
            // A host ends inside of a character.
            ("a", "https", "\u{e9}"),
            ("ab", "https", "a\u{e9}"),
        ] {
            assert!(!is_of(authority, scheme, rest), "{authority} {scheme}://{rest}");
        }
    }
}
