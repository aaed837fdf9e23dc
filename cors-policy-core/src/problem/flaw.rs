//! What can be wrong with one origin.

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
    StarPlace,
    StarAddress,

    PortMissing,
    PortSyntax,
    PortZero,
    PortHigh,
    PortLeadingZero,
    PortDefault { port: u16 },
}

/// The problem.
impl Display for Flaw {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let sentence = match self {
            Self::Empty => "an origin is not empty",
            Self::Star => "`*` is not an origin",
            Self::Null => {
                "`null` is what sandboxed frames, local files and some redirects send, so every site can send it"
            }
            Self::Keyword => "in quotes this is not the keyword, and not an origin",
            Self::Several => "one string holds one origin",
            Self::WhiteSpace => "an origin has no white space",
            Self::NotAscii => "browsers send hosts in Punycode (`xn--…`), never beyond ASCII",
            Self::UpperCase => {
                "browsers send origins in lower case, and they are compared byte for byte"
            }

            Self::SchemeMissing => "an origin starts with its scheme",
            Self::SchemeSyntax => "this is not a scheme",
            Self::SchemeStar => "`*` does not stand for a scheme",
            Self::Slashes => "a scheme is followed by `://`",
            Self::FileScheme => {
                "a page that is opened as a file sends `null` as its origin, as others do too"
            }
            Self::OpaqueScheme { scheme } => {
                return write!(f, "no page has the origin `{scheme}:`");
            }
            Self::FtpScheme => "browsers load no pages over `ftp`",
            Self::SchemeMisspelt => "this is not a scheme of pages",
            Self::WebSocketScheme => {
                "a WebSocket handshake carries the origin of its page, which is never `ws` or `wss`"
            }

            Self::UserInfo => "an origin has no user name or password",
            Self::TrailingSlash => "an origin has no trailing slash",
            Self::Path => "an origin has no path",
            Self::Query => "an origin has no query",
            Self::Fragment => "an origin has no fragment",
            Self::Backslash => "an origin has no backslash, and is no regular expression",

            Self::HostMissing => "an origin has a host",
            Self::HostByte { byte } => {
                return write!(
                    f,
                    "{} cannot stand in a host",
                    Quoted(&char::from(*byte).to_string())
                );
            }
            Self::HostLong { length } => {
                return write!(
                    f,
                    "a host is at most {MAX_HOST} bytes long, and this one has {length}"
                );
            }
            Self::LabelEmpty => "a host has no empty label",
            Self::LabelLong { length } => {
                return write!(
                    f,
                    "a label of a host is at most {MAX_LABEL} bytes long, and this one has {length}"
                );
            }
            Self::Punycode => "what follows `xn--` here is not Punycode of anything",
            Self::Ipv4 => {
                "a host that ends in a number is an IPv4 address: four decimal numbers from 0 to 255 (browsers read a \
                 leading zero as octal)"
            }
            Self::Ipv4Dot => "browsers send an IPv4 address without a dot at its end",
            Self::Ipv6 => "this is not an IPv6 address in brackets",
            Self::Ipv6Form => "browsers send an IPv6 address in its shortest form (RFC 5952)",
            Self::Ipv6Zone => "the IPv6 address of an origin has no zone",
            Self::Ipv6Brackets => "an IPv6 address stands in brackets",

            Self::StarHost => "`*` does not stand for a whole host",
            Self::StarPlace => {
                "`*` stands for the first labels of a host (`https://*.example.com`) or for a port (`:*`), nowhere else"
            }
            Self::StarAddress => "an IP address has no subdomains",

            Self::PortMissing => "a colon is followed by a port",
            Self::PortSyntax => "a port is a number",
            Self::PortZero => "0 is not a port",
            Self::PortHigh => "a port is at most 65535",
            Self::PortLeadingZero => "a port has no leading zeros",
            Self::PortDefault { port } => {
                return write!(f, "browsers leave out the default port {port}");
            }
        };
        f.write_str(sentence)
    }
}

impl Flaw {
    /// The remedy, where no text can be proposed.
    pub(super) const fn remedy(&self) -> &'static str {
        match self {
            Self::Star | Self::StarHost => {
                "write `any` in place of the list for a public resource, or name a domain, like `https://*.example.com`"
            }
            Self::Keyword => "write it without quotes, in place of the whole list",
            Self::SchemeMisspelt => "write `https`",
            Self::Several => "write a string for each, and a comma between them",
            Self::Null | Self::WhiteSpace | Self::UserInfo | Self::FtpScheme => "remove it",
            Self::UpperCase => "write it in lower case",
            Self::SchemeSyntax => {
                "write one as a browser sends it, like `https` (there are no regular expressions)"
            }
            Self::NotAscii => "write what `new URL(\"…\").origin` prints in a browser's console",
            Self::FileScheme => {
                "serve the page from a server on your machine and allow that, like `http://localhost:8080`"
            }
            Self::OpaqueScheme { .. } => {
                "write the origin of the page that opens it, or remove this"
            }
            Self::SchemeStar => "write an entry for `https://` and, if you must, one for `http://`",
            Self::LabelLong { .. } | Self::HostLong { .. } => {
                "no such host can be reached, so look for a slip"
            }
            Self::Punycode => "copy what `new URL(\"…\").origin` prints in a browser's console",
            Self::LabelEmpty => {
                "remove a dot (subdomains are written with a star, like `https://*.example.com`)"
            }
            Self::StarPlace => "list each origin, or write `*.` in front of a domain",
            Self::StarAddress => "list each address",
            Self::HostByte { .. } => {
                "write letters, digits, `-`, `_` and dots (there are no regular expressions)"
            }
            Self::PortSyntax | Self::PortZero | Self::PortHigh | Self::PortMissing => {
                "write 1 to 65535, `:*` for every port, or none"
            }
            Self::Ipv4 => "write it like `192.0.2.1`",
            Self::Ipv6 | Self::Ipv6Form | Self::Ipv6Zone | Self::Ipv6Brackets => {
                "write it like `[2001:db8::1]`"
            }
            _ => "write a scheme and a host, like `https://app.example.com`",
        }
    }

    /// What is said below the underlined part.
    pub(super) const fn label(&self) -> &'static str {
        match self {
            Self::Empty
            | Self::Star
            | Self::Null
            | Self::Keyword
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
            | Self::PortDefault { .. } => "remove this",
            _ => "here",
        }
    }
}
