//! The port of an origin.

use std::ops::Range;

use super::flawed::Flawed;
use super::host::Host;
use super::scheme;
use crate::problem::Flaw;

/// The port of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Port {
    /// No port is written. It is the default port of the scheme.
    Default,
    /// A port number.
    Number(u16),
    /// `:*`: any port, or none.
    Any,
}

impl std::fmt::Display for Port {
    /// Writes the port with its colon.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => Ok(()),
            Self::Number(port) => write!(f, ":{port}"),
            Self::Any => f.write_str(":*"),
        }
    }
}

/// Reads the port at `at` in `text`, with its colon, if there is one.
pub(super) fn parse(
    text: &str,
    at: Range<usize>,
    scheme: &str,
    host: &Host,
) -> Result<Port, Flawed> {
    let Some(port) = text[at.clone()].strip_prefix(':') else {
        return Ok(Port::Default);
    };
    let flaw = match port {
        _ if *host == Host::Any => Flaw::StarHostPort,
        "" => Flaw::PortMissing,
        "*" => return Ok(Port::Any),
        _ if !port.bytes().all(|byte| byte.is_ascii_digit()) => Flaw::PortSyntax,
        "0" => Flaw::PortZero,
        _ if port.starts_with('0') => Flaw::PortLeadingZero,
        _ => match port.parse::<u16>() {
            Err(_) => Flaw::PortHigh,
            Ok(port) if Some(port) == scheme::default_port(scheme) => Flaw::PortDefault { port },
            Ok(port) => return Ok(Port::Number(port)),
        },
    };
    Err((flaw, at))
}

#[cfg(test)]
mod tests {
    use crate::origin::scan::scan;
    use crate::problem::Flaw;

    #[test]
    fn ports_that_no_browser_sends() {
        let table = [
            ("https://a.example:", Flaw::PortMissing),
            ("https://a.example:0", Flaw::PortZero),
            ("https://a.example:65536", Flaw::PortHigh),
            ("https://a.example:99999999999999999999", Flaw::PortHigh),
            ("https://a.example:08443", Flaw::PortLeadingZero),
            ("https://a.example:00", Flaw::PortLeadingZero),
            ("https://a.example:http", Flaw::PortSyntax),
            ("https://a.example:+80", Flaw::PortSyntax),
            ("https://a.example:80-90", Flaw::PortSyntax),
            ("https://a.example:80:90", Flaw::PortSyntax),
            ("https://a.example:8*", Flaw::PortSyntax),
            ("https://a.example:443", Flaw::PortDefault { port: 443 }),
            ("http://a.example:80", Flaw::PortDefault { port: 80 }),
            ("http://[::1]:80", Flaw::PortDefault { port: 80 }),
            ("http://example:80]", Flaw::PortSyntax),
        ];
        for (text, expected) in table {
            let (flaw, at) = scan(text).expect_err(text);
            assert_eq!(flaw, expected, "{text}");
            assert!(text[at].starts_with(':'), "{text}");
        }
    }
}
