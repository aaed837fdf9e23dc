//! What can be wrong with one entry of `origins`.

use std::fmt::{Display, Formatter, Result};

use super::quoted::Quoted;
use crate::label::{MAX_HOST, MAX_LABEL};

/// The first thing that is wrong with an entry of `origins`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum Flaw {
    Empty,
    Star,
    Null,
    Keyword,
    EntryKeyword,
    Several,
    WhiteSpace,
    NotAscii,
    UpperCase,

    SchemeMissing,
    SchemeSyntax,
    SchemeStar,
    Slashes,
    FileScheme,
    OpaqueScheme { scheme: String },
    WebSocketScheme,
    FtpScheme,
    SchemeMisspelt,

    UserInfo,
    TrailingSlash,
    Path,
    Query,
    Fragment,
    Backslash,

    HostMissing,
    HostByte { byte: u8 },
    HostLong { length: usize },
    LabelEmpty,
    LabelLong { length: usize },
    Punycode,
    Ipv4,
    Ipv4Dot,
    Ipv6,
    Ipv6Form,
    Ipv6Zone,
    Ipv6Brackets,

    StarHost,
    StarHostPort,
    StarPlace,
    StarAddress,

    PortMissing,
    PortSyntax,
    PortZero,
    PortHigh,
    PortLeadingZero,
    PortDefault { port: u16 },
}

/// Writes the problem, without the remedy.
impl Display for Flaw {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let sentence = match self {
            Self::Empty => "an origin cannot be empty",
            Self::Star => "`*` is not an origin",
            Self::Null => {
                "`null` does not identify a site: every site can send it, for example from a sandboxed frame"
            }
            Self::Keyword | Self::EntryKeyword => "a keyword must not be in quotes",
            Self::Several => "a string must contain exactly one origin",
            Self::WhiteSpace => "an origin has no whitespace",
            Self::NotAscii => {
                "an origin has only ASCII characters: browsers send hosts in Punycode (`xn--…`)"
            }
            Self::UpperCase => {
                "an origin has no upper case: browsers send it in lower case, and all bytes must match"
            }

            Self::SchemeMissing => "an origin starts with a scheme",
            Self::SchemeSyntax => "invalid scheme",
            Self::SchemeStar => "`*` cannot replace a scheme",
            Self::Slashes => "expected `://` after the scheme",
            Self::FileScheme => {
                "a page opened from a file sends the origin `null`, which every site can send"
            }
            Self::OpaqueScheme { scheme } => {
                return write!(f, "no page has the origin `{scheme}:`");
            }
            Self::FtpScheme => "browsers do not load pages over `ftp`",
            Self::SchemeMisspelt => "the scheme looks like a misspelling",
            Self::WebSocketScheme => {
                "a WebSocket handshake has the origin of its page, whose scheme is never `ws` or `wss`"
            }

            Self::UserInfo => "an origin has no user name or password",
            Self::TrailingSlash => "an origin has no trailing slash",
            Self::Path => "an origin has no path",
            Self::Query => "an origin has no query",
            Self::Fragment => "an origin has no fragment",
            Self::Backslash => "an origin has no backslash, and is not a regular expression",

            Self::HostMissing => "missing host after the scheme",
            Self::HostByte { byte } => {
                return write!(
                    f,
                    "a host cannot contain {}",
                    Quoted(&char::from(*byte).to_string())
                );
            }
            Self::HostLong { length } => {
                return write!(f, "a host has at most {MAX_HOST} bytes, but this one has {length}");
            }
            Self::LabelEmpty => "a host cannot have an empty label",
            Self::LabelLong { length } => {
                return write!(
                    f,
                    "a label of a host has at most {MAX_LABEL} bytes, but this one has {length}"
                );
            }
            Self::Punycode => "the text after `xn--` is not valid Punycode",
            Self::Ipv4 => {
                "a host that ends in a number must be an IPv4 address: four numbers from 0 to 255 without leading zeros"
            }
            Self::Ipv4Dot => "browsers send an IPv4 address without a final dot",
            Self::Ipv6 => "invalid IPv6 address",
            Self::Ipv6Form => "browsers send an IPv6 address in its shortest form (RFC 5952)",
            Self::Ipv6Zone => "an IPv6 address in an origin has no zone",
            Self::Ipv6Brackets => "an IPv6 address must be in brackets",

            Self::StarHost => {
                "`*` cannot replace the whole host of an `http` or `https` origin, because it would match every site"
            }
            Self::StarHostPort => {
                "`*` in place of a host matches only origins without a port, because extensions and applications have none"
            }
            Self::StarPlace => {
                "`*` can replace only the first labels of a host (`https://*.example.com`) or the port (`:*`)"
            }
            Self::StarAddress => "an IP address has no subdomains",

            Self::PortMissing => "missing port after the colon",
            Self::PortSyntax => "a port must be a number",
            Self::PortZero => "0 is not a valid port",
            Self::PortHigh => "a port must be at most 65535",
            Self::PortLeadingZero => "a port has no leading zeros",
            Self::PortDefault { port } => {
                return write!(f, "browsers never send the default port {port}");
            }
        };
        f.write_str(sentence)
    }
}

impl Flaw {
    /// Writes the problem and the remedy, without a picture of the origin below them.
    pub(super) fn write_sentence(&self, f: &mut Formatter<'_>, meant: Option<&str>) -> Result {
        match meant {
            Some(meant) => write!(f, "{self}; write `{meant}`"),
            None => write!(f, "{self}; {}", self.remedy()),
        }
    }

    /// The remedy, if no text can be proposed.
    pub(super) const fn remedy(&self) -> &'static str {
        match self {
            Self::Star => {
                "write `any` in place of the list (a public resource), or a domain, like `https://*.example.com`"
            }
            Self::StarHost => {
                "write `any` in place of the list (a public resource), list each origin, or write a domain after the star, \
                 like `https://*.example.com`"
            }
            Self::Keyword => "write it without quotes in place of the whole list",
            Self::EntryKeyword => "write it without quotes",
            Self::SchemeMisspelt => "write `https`",
            Self::Several => "write one string for each origin, with commas between them",
            Self::Null | Self::WhiteSpace | Self::UserInfo | Self::FtpScheme => "remove it",
            Self::UpperCase => "write it in lower case",
            Self::SchemeSyntax => {
                "write a scheme like `https` (regular expressions are not supported)"
            }
            Self::FileScheme => {
                "serve the page from a server on your machine, and list its origin, like `http://localhost:8080`"
            }
            Self::OpaqueScheme { .. } => "write the origin of the page that opens it, or remove it",
            Self::SchemeStar => {
                "write one entry with `https://` and, if necessary, one with `http://`"
            }
            Self::LabelLong { .. } | Self::HostLong { .. } => {
                "check it for a typo, because no such host can exist"
            }
            Self::NotAscii | Self::Punycode => {
                "copy what `new URL(\"…\").origin` returns in the console of a browser"
            }
            Self::LabelEmpty => {
                "remove a dot (for subdomains, write a star, like `https://*.example.com`)"
            }
            Self::StarPlace => "list each origin, or write `*.` before a domain",
            Self::StarAddress => "list each address",
            Self::HostByte { .. } => {
                "use letters, digits, `-`, `_` and dots (regular expressions are not supported)"
            }
            Self::PortSyntax | Self::PortZero | Self::PortHigh | Self::PortMissing => {
                "write a port from 1 to 65535, `:*` for any port, or no port"
            }
            Self::Ipv4 => "write it like `192.0.2.1`",
            Self::Ipv6 | Self::Ipv6Form | Self::Ipv6Zone | Self::Ipv6Brackets => {
                "write it like `[2001:db8::1]`"
            }
            _ => "write a scheme and a host, like `https://app.example.com`",
        }
    }

    /// What is written below the underlined part.
    pub(super) const fn label(&self) -> &'static str {
        match self {
            Self::Empty
            | Self::Star
            | Self::Null
            | Self::Keyword
            | Self::EntryKeyword
            | Self::SchemeMissing
            | Self::HostMissing => "",
            Self::TrailingSlash
            | Self::Path
            | Self::Query
            | Self::Fragment
            | Self::UserInfo
            | Self::WhiteSpace
            | Self::Ipv6Zone
            | Self::Ipv4Dot
            | Self::StarHostPort
            | Self::PortDefault { .. } => "remove this",
            _ => "here",
        }
    }
}
