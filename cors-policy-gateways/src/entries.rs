//! Entries of origins in the languages of gateways.

use cors_policy::{EntryHost, EntryPort, OriginEntry};

/// A regular expression that matches what the entry covers and nothing else. It is anchored at both ends.
///
/// Bytes are compared as they are: upper case and lower case differ.
pub(crate) fn regex(entry: &OriginEntry, dialect: Dialect) -> String {
    format!("^{}$", unanchored(entry, dialect))
}

/// The same without anchors, to be a branch of `^(?:…)$`.
pub(crate) fn unanchored(entry: &OriginEntry, dialect: Dialect) -> String {
    let scheme = escaped(entry.scheme());
    let host = match entry.host() {
        EntryHost::Exact(host) => escaped(host),
        EntryHost::SubdomainsOf(domain) => {
            // The final dot of a domain is not counted: <https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4>.
            let longest = if domain.ends_with('.') { 254 } else { 253 };
            let bound = match dialect {
                Dialect::Lookahead => format!("(?=[^:]{{1,{longest}}}(?::|$))"),
                Dialect::Linear => String::new(),
            };
            format!("{bound}(?:[a-z0-9_-]{{1,63}}\\.)+{}", escaped(domain))
        }
        EntryHost::Any => "[A-Za-z0-9_-]{1,63}".to_owned(),
    };
    let port = match entry.port() {
        EntryPort::Default => String::new(),
        EntryPort::Number(port) => format!(":{port}"),
        EntryPort::Any => ANY_PORT.to_owned(),
    };
    format!("{scheme}://{host}{port}")
}

/// What a language of regular expressions can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// It looks ahead: PCRE and JavaScript. A pattern is exact.
    Lookahead,
    /// It does not: RE2 and Go. A pattern also covers hosts of more than 253 bytes, which no browser can send, because DNS has
    /// no such names.
    Linear,
}

/// A port from 1 to 65535, or none.
const ANY_PORT: &str = "(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?";

/// Schemes and hosts contain letters, digits, `+`, `-`, `.`, `_`, `:`, `[` and `]`.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '.' | '+' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;
    use regex::Regex;

    use super::{Dialect, regex};

    cors_policy! {
        // The entry with a final dot is deliberate.
        #[allow(deprecated)]
        static ALL = {
            origins: [
                "https://app.example.com",
                "https://app.example.com.",
                "https://*.preview.example.com",
                "https://*.dotted.example.:8443",
                "http://localhost:*",
                "https://*.ports.example.com:*",
                "http://[::1]:8080",
                "http://127.0.0.1",
                "chrome-extension://*",
                "tauri+app://localhost",
            ],
        };
    }

    /// `regex` has no lookahead, so this is the dialect of RE2 and Go.
    #[test]
    fn a_pattern_covers_what_the_library_covers() {
        let entries = ALL.origins().entries();
        let patterns =
            entries.iter().map(|entry| Regex::new(&regex(entry, Dialect::Linear)).unwrap());
        let patterns = patterns.collect::<Vec<_>>();
        let long = "a".repeat(63);
        for origin in [
            "https://app.example.com".to_owned(),
            "https://app.example.com.".to_owned(),
            "https://app.example.com..".to_owned(),
            "https://appxexample.com".to_owned(),
            "https://APP.example.com".to_owned(),
            "https://app.example.com:443".to_owned(),
            "https://a.preview.example.com".to_owned(),
            "https://a.b.preview.example.com".to_owned(),
            "https://a..b.preview.example.com".to_owned(),
            "https://.preview.example.com".to_owned(),
            "https://preview.example.com".to_owned(),
            "https://xpreview.example.com".to_owned(),
            "https://a.preview.example.com.evil.example".to_owned(),
            "https://a.preview.example.com:8443".to_owned(),
            format!("https://{long}.preview.example.com"),
            format!("https://{long}a.preview.example.com"),
            "https://a_-.preview.example.com".to_owned(),
            "https://a.dotted.example.:8443".to_owned(),
            "https://a.dotted.example.".to_owned(),
            "http://localhost".to_owned(),
            "http://localhost:".to_owned(),
            "http://localhost:0".to_owned(),
            "http://localhost:01".to_owned(),
            "http://localhost:1".to_owned(),
            "http://localhost:9999".to_owned(),
            "http://localhost:10000".to_owned(),
            "http://localhost:65535".to_owned(),
            "http://localhost:65536".to_owned(),
            "http://localhost:655350".to_owned(),
            "https://a.ports.example.com:3".to_owned(),
            "https://ports.example.com:3".to_owned(),
            "http://[::1]:8080".to_owned(),
            "http://:1]:8080".to_owned(),
            "http://127.0.0.1".to_owned(),
            "http://127a0.0.1".to_owned(),
            "chrome-extension://ABCdef_-9".to_owned(),
            "chrome-extension://a.b".to_owned(),
            format!("chrome-extension://{long}"),
            format!("chrome-extension://{long}a"),
            "tauri+app://localhost".to_owned(),
            "tauriiapp://localhost".to_owned(),
            "https://app.example.com\n".to_owned(),
            "null".to_owned(),
            String::new(),
        ] {
            let matches = patterns.iter().any(|pattern| pattern.is_match(&origin));
            assert_eq!(matches, ALL.allows(&origin), "{origin:?}");
        }
    }
}
