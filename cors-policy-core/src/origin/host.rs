//! The host of an origin.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::flawed::Flawed;
use super::{ip, punycode, scheme};
use crate::label::{MAX_HOST, MAX_LABEL, is_label_byte};
use crate::problem::Flaw;

/// A host, as a browser serialises it: [URL, host serializer](https://url.spec.whatwg.org/#host-serializing).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Host {
    /// A name, like `example.com`. It keeps a final dot: `example.com.` is another host.
    Domain(String),
    /// Every name below this one, at any depth, but not the name itself: `*.example.com`.
    SubdomainsOf(String),
    /// Every host of one label, in a scheme that is not of the web: `*`.
    Any,
    /// An IPv4 address.
    Ipv4(Ipv4Addr),
    /// An IPv6 address, which is written in brackets.
    Ipv6(Ipv6Addr),
}

impl std::fmt::Display for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Domain(domain) => f.write_str(domain),
            Self::SubdomainsOf(domain) => write!(f, "*.{domain}"),
            Self::Any => f.write_str("*"),
            Self::Ipv4(address) => address.fmt(f),
            Self::Ipv6(address) => write!(f, "[{}]", ip::serialize_v6(*address)),
        }
    }
}

/// Reads the host at `at` in `text`, after `scheme`.
pub(super) fn parse(text: &str, at: Range<usize>, scheme: &str) -> Result<Host, Flawed> {
    let host = &text[at.clone()];
    if host.is_empty() {
        return Err((Flaw::HostMissing, 0..text.len()));
    }
    if ip::may_be_v6(host) {
        return ip::parse_v6(host).map(Host::Ipv6).map_err(|flaw| locate_v6(flaw, host, at));
    }
    let (domain, start) = match host.strip_prefix("*.") {
        Some(domain) => (domain, at.start + 2),
        None => (host, at.start),
    };
    match host {
        "*" | "*." if scheme::is_web(scheme) => return Err((Flaw::StarHost, at)),
        // Extensions and editors have hosts that are random for each installation.
        "*" => return Ok(Host::Any),
        "*." => return Err((Flaw::LabelEmpty, at.end - 1..at.end)),
        _ => {}
    }
    // [URL, opaque host parser](https://url.spec.whatwg.org/#concept-opaque-host-parser): if the scheme is not one of
    // the web, a single dot is a valid host. Electron applications use it: `app://.`.
    if host == ROOT && !scheme::is_web(scheme) {
        return Ok(Host::Domain(host.into()));
    }
    check_bytes(domain, start)?;
    if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err((Flaw::UpperCase, at));
    }
    check_labels(domain, start)?;
    let is_pattern = domain.len() < host.len();
    let undotted = domain.strip_suffix(ROOT).unwrap_or(domain);
    if ip::ends_in_number(domain) {
        return match ip::parse_v4(undotted) {
            _ if is_pattern => Err((Flaw::StarAddress, at)),
            Some(_) if undotted.len() < domain.len() => Err((Flaw::Ipv4Dot, at.end - 1..at.end)),
            Some(address) => Ok(Host::Ipv4(address)),
            None => Err((Flaw::Ipv4, at)),
        };
    }
    let length = host.len() - (domain.len() - undotted.len());
    if length > MAX_HOST {
        return Err((Flaw::HostLong { length }, at));
    }
    Ok(if is_pattern { Host::SubdomainsOf(domain.into()) } else { Host::Domain(domain.into()) })
}

/// The part that shows the flaw of the IPv6 address at `at`.
fn locate_v6(flaw: Flaw, host: &str, at: Range<usize>) -> Flawed {
    match (&flaw, host.find('%'), host.rfind(']')) {
        (Flaw::Ipv6Zone, Some(zone), Some(bracket)) => (flaw, at.start + zone..at.start + bracket),
        _ => (flaw, at),
    }
}

/// Checks each byte, but not its case.
fn check_bytes(domain: &str, start: usize) -> Result<(), Flawed> {
    let may_stand = |byte: u8| byte == b'.' || is_label_byte(byte.to_ascii_lowercase());
    match domain.bytes().position(|byte| !may_stand(byte)) {
        None => Ok(()),
        Some(at) => {
            let byte = domain.as_bytes()[at];
            let flaw = if byte == b'*' { Flaw::StarPlace } else { Flaw::HostByte { byte } };
            Err((flaw, start + at..start + at + 1))
        }
    }
}

/// Checks each label. Browsers allow a hyphen anywhere in a label, and an empty label at the end, for the root:
/// [URL, domain to ASCII](https://url.spec.whatwg.org/#concept-domain-to-ascii), where `CheckHyphens` is false.
fn check_labels(domain: &str, start: usize) -> Result<(), Flawed> {
    let mut start = start;
    for label in domain.strip_suffix(ROOT).unwrap_or(domain).split('.') {
        let at = start..start + label.len();
        start = at.end + 1;
        let flaw = match label {
            "" => return Err((Flaw::LabelEmpty, at.start..at.start + 1)),
            _ if label.len() > MAX_LABEL => Flaw::LabelLong { length: label.len() },
            _ if label.strip_prefix("xn--").is_some_and(|encoded| !punycode::is_valid(encoded)) => {
                Flaw::Punycode
            }
            _ => continue,
        };
        return Err((flaw, at));
    }
    Ok(())
}

/// A host may end with it. It is also the whole host of `app://.`.
const ROOT: &str = ".";

#[cfg(test)]
mod tests {
    use crate::origin::scan::scan;
    use crate::problem::Flaw;

    fn assert_flaw(text: &str, expected: &Flaw, part: &str) {
        let (flaw, at) = scan(text).expect_err(text);
        assert_eq!((&flaw, &text[at]), (expected, part), "{text:?}");
    }

    #[test]
    fn hosts_that_no_browser_sends() {
        assert_flaw("https://Example.com", &Flaw::UpperCase, "Example.com");
        assert_flaw("https://:8443", &Flaw::HostMissing, "https://:8443");
        assert_flaw("https://a..example", &Flaw::LabelEmpty, ".");
        assert_flaw("https://.example.com", &Flaw::LabelEmpty, ".");
        assert_flaw("https://.", &Flaw::LabelEmpty, ".");
        assert_flaw("https://example.com..", &Flaw::LabelEmpty, ".");
        assert_flaw("https://..", &Flaw::LabelEmpty, ".");
        assert_flaw("https://*..", &Flaw::LabelEmpty, ".");
        assert_flaw("app://..", &Flaw::LabelEmpty, ".");
        assert_flaw("app://*..", &Flaw::LabelEmpty, ".");
        assert_flaw("https://xn--a-.example.", &Flaw::Punycode, "xn--a-");
        assert_flaw("https://xn--.example", &Flaw::Punycode, "xn--");
        assert_flaw("https://xn--a.example", &Flaw::Punycode, "xn--a");
        for (text, byte) in [
            ("https://a%41.example", b'%'),
            ("https://B%C3%BCcher.example", b'%'),
            ("https://$a.example", b'$'),
            ("https://{app,admin}.example.com", b'{'),
            ("https://(app|admin).example.com", b'('),
            ("https://a\0b", 0),
        ] {
            let part = char::from(byte).to_string();
            assert_flaw(text, &Flaw::HostByte { byte }, &part);
        }
    }

    #[test]
    fn hosts_that_look_wrong_and_exist() {
        for text in [
            "http://example.com.:3999",
            "https://localhost.",
            "https://*.example.com.",
            "https://*.example.com.:*",
            "https://foo-.github.io",
            "https://-foo.example",
            "https://a.-.b",
            "https://-",
            "https://*.-",
            "app://-",
            "app://.",
            "app://.:8080",
            "app://localhost.",
        ] {
            assert_eq!(scan(text).map(|origin| origin.to_string()), Ok(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn lengths() {
        let label = "a".repeat(63);
        assert!(scan(&format!("https://{label}.example")).is_ok());
        assert_flaw(
            &format!("https://{label}a.example"),
            &Flaw::LabelLong { length: 64 },
            &format!("{label}a"),
        );
        let longest = format!("{label}.{label}.{label}.{}", "b".repeat(61));
        assert!(scan(&format!("https://{longest}")).is_ok());
        let overlong = format!("{longest}b");
        assert_flaw(&format!("https://{overlong}"), &Flaw::HostLong { length: 254 }, &overlong);
        assert!(scan(&format!("https://{longest}.")).is_ok());
        let overlong = format!("{overlong}.");
        assert_flaw(&format!("https://{overlong}"), &Flaw::HostLong { length: 254 }, &overlong);
    }

    #[test]
    fn stars_out_of_place() {
        assert_flaw("https://*", &Flaw::StarHost, "*");
        assert_flaw("https://*.", &Flaw::StarHost, "*.");
        assert_flaw("https://*:*", &Flaw::StarHost, "*");
        assert_flaw("http://*", &Flaw::StarHost, "*");
        assert_flaw("tauri://*.", &Flaw::LabelEmpty, ".");
        assert_flaw("tauri://*:*", &Flaw::StarHostPort, ":*");
        assert_flaw("tauri://*:", &Flaw::StarHostPort, ":");
        assert_flaw("tauri://*:8080", &Flaw::StarHostPort, ":8080");
        assert_flaw("tauri://**", &Flaw::StarPlace, "*");
        assert_flaw("tauri://a*", &Flaw::StarPlace, "*");
        assert_flaw("tauri://*a", &Flaw::StarPlace, "*");
        assert_flaw("wss://*", &Flaw::WebSocketScheme, "wss");
        assert_flaw("ftp://*", &Flaw::FtpScheme, "ftp");
        assert_flaw("file://*", &Flaw::FileScheme, "file");
        assert_flaw("*://*", &Flaw::SchemeStar, "*");
        for text in [
            "https://*example.com",
            "https://app*.example.com",
            "https://app.*.example.com",
            "https://*.*.example.com",
            "https://**.example.com",
            "https://example.*",
        ] {
            let (flaw, at) = scan(text).expect_err(text);
            assert_eq!((&flaw, &text[at]), (&Flaw::StarPlace, "*"), "{text}");
        }
        assert_flaw("https://*.127.0.0.1", &Flaw::StarAddress, "*.127.0.0.1");
        assert_flaw("https://*.127.0.0.1.", &Flaw::StarAddress, "*.127.0.0.1.");
        assert_flaw("https://*.[::1]", &Flaw::StarAddress, "*.[::1]");
    }

    #[test]
    fn addresses_in_other_forms() {
        for text in [
            "http://127.1",
            "http://127.0.0.01",
            "http://0x7f.1",
            "http://256.0.0.1",
            "http://1.2.3.4.5",
            "http://a.1",
            "http://127.1.",
            "http://a.1.",
            "http://0x7f.",
        ] {
            assert_eq!(scan(text).expect_err(text).0, Flaw::Ipv4, "{text}");
        }
        assert_flaw("http://127.0.0.1.", &Flaw::Ipv4Dot, ".");
        assert_flaw("http://127.0.0.1.:3000", &Flaw::Ipv4Dot, ".");
        let table = [
            ("http://[0:0:0:0:0:0:0:1]", Flaw::Ipv6Form),
            ("http://[::01]", Flaw::Ipv6Form),
            ("http://[2001:DB8::1]", Flaw::Ipv6Form),
            ("http://[::ffff:1.2.3.4]", Flaw::Ipv6Form),
            ("http://[fe80::1%25eth0]", Flaw::Ipv6Zone),
            ("http://[fe80::1%eth0]", Flaw::Ipv6Zone),
            ("http://[::1", Flaw::Ipv6),
            ("http://::1]", Flaw::Ipv6),
            ("http://[]", Flaw::Ipv6),
            ("http://[1:2]", Flaw::Ipv6),
            ("http://[127.0.0.1]", Flaw::Ipv6),
            ("http://::1", Flaw::Ipv6Brackets),
            ("http://2001:db8::1", Flaw::Ipv6Brackets),
        ];
        for (text, flaw) in table {
            assert_eq!(scan(text).expect_err(text).0, flaw, "{text}");
        }
        assert_flaw("http://[fe80::1%25eth0]:1", &Flaw::Ipv6Zone, "%25eth0");
        assert_flaw("http://[::1:3000", &Flaw::Ipv6, "[::1:3000");
    }
}
