//! The scheme of an origin.

use std::ops::Range;

use super::flawed::Flawed;
use crate::distance::distance;
use crate::problem::Flaw;

/// The scheme, and the range of the authority.
///
/// `localhost:3000` and `example.com` have no scheme; `https:/example.com` has one, with the wrong number of slashes.
pub(super) fn split(text: &str) -> Result<(&str, Range<usize>), Flawed> {
    let (scheme, rest) = match text.split_once(':') {
        Some((scheme, rest)) if rest.starts_with("//") || is_known(scheme) => (scheme, rest),
        _ => {
            let separator = misspelt_separator(text).ok_or((Flaw::SchemeMissing, 0..text.len()))?;
            return Err((Flaw::Slashes, separator));
        }
    };
    check(scheme, text)?;
    let slashes = rest.bytes().take_while(|&byte| byte == b'/').count();
    let colon = scheme.len();
    match &rest[slashes..] {
        "" => Err((Flaw::HostMissing, 0..text.len())),
        _ if slashes != 2 => Err((Flaw::Slashes, colon..colon + 1 + slashes)),
        _ => Ok((scheme, colon + "://".len()..text.len())),
    }
}

/// Checks the scheme alone: [RFC 3986, section 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1), in lower case.
fn check(scheme: &str, text: &str) -> Result<(), Flawed> {
    let at = 0..scheme.len();
    let lower = scheme.to_ascii_lowercase();
    let flaw = match lower.as_str() {
        "" => return Err((Flaw::SchemeMissing, 0..text.len())),
        "*" => Flaw::SchemeStar,
        "file" => Flaw::FileScheme,
        // [URL, origin](https://url.spec.whatwg.org/#concept-url-origin): these have an opaque origin, or that of
        // another URL.
        "about" | "blob" | "data" | "javascript" => Flaw::OpaqueScheme { scheme: lower },
        "ftp" => Flaw::FtpScheme,
        "ws" | "wss" => Flaw::WebSocketScheme,
        _ if !lower.starts_with(|c: char| c.is_ascii_lowercase()) => Flaw::SchemeSyntax,
        _ if !lower.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) => {
            Flaw::SchemeSyntax
        }
        _ if meant(&lower).is_some() => Flaw::SchemeMisspelt,
        _ if lower != scheme => Flaw::UpperCase,
        _ => return Ok(()),
    };
    Err((flaw, at))
}

/// The text after `http` or `https` that should be `://`: `//`, `;//`, `.//`.
fn misspelt_separator(text: &str) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https").or_else(|| lower.strip_prefix("http"))?;
    let length = rest.find(|c| !":;./".contains(c))?;
    rest[..length].contains('/').then(|| text.len() - rest.len()..text.len() - rest.len() + length)
}

/// The scheme that an unknown one was probably meant to be.
pub(super) fn meant(scheme: &str) -> Option<&'static str> {
    ["https", "http"]
        .into_iter()
        .find(|&known| scheme != known && distance(scheme, known) == 1 && !is_known(scheme))
}

/// Whether pages of the web have this scheme, so that [the host parser](https://url.spec.whatwg.org/#host-parsing)
/// reads their hosts as names of DNS.
pub(super) fn is_web(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

/// The port that a browser leaves out: [URL, special scheme](https://url.spec.whatwg.org/#special-scheme).
pub(super) fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    }
}

fn is_known(scheme: &str) -> bool {
    let known =
        ["http", "https", "ws", "wss", "file", "ftp", "data", "blob", "about", "javascript"];
    known.iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use crate::origin::scan::scan;
    use crate::problem::Flaw;

    #[test]
    fn schemes_that_no_page_has() {
        let opaque = |scheme: &str| Flaw::OpaqueScheme { scheme: scheme.to_owned() };
        let table = [
            ("example.com", Flaw::SchemeMissing),
            ("localhost:3000", Flaw::SchemeMissing),
            ("//example.com", Flaw::SchemeMissing),
            ("://example.com", Flaw::SchemeMissing),
            ("*.example.com", Flaw::SchemeMissing),
            ("https:/example.com", Flaw::Slashes),
            ("https:example.com", Flaw::Slashes),
            ("https:///example.com", Flaw::Slashes),
            ("http//example.com", Flaw::Slashes),
            ("https;//example.com", Flaw::Slashes),
            ("https.//example.com", Flaw::Slashes),
            ("htps://example.com", Flaw::SchemeMisspelt),
            ("httpss://example.com", Flaw::SchemeMisspelt),
            ("ftp://example.com", Flaw::FtpScheme),
            ("https:", Flaw::HostMissing),
            ("https://", Flaw::HostMissing),
            ("*://example.com", Flaw::SchemeStar),
            ("http*://example.com", Flaw::SchemeSyntax),
            ("^https://example.com", Flaw::SchemeSyntax),
            ("1http://example.com", Flaw::SchemeSyntax),
            ("HTTPS://example.com", Flaw::UpperCase),
            ("wss://example.com", Flaw::WebSocketScheme),
            ("file://", Flaw::FileScheme),
            ("file:///index.html", Flaw::FileScheme),
            ("data:text/html,x", opaque("data")),
            ("blob:https://example.com/1", opaque("blob")),
            ("about:blank", opaque("about")),
        ];
        for (text, flaw) in table {
            assert_eq!(scan(text).expect_err(text).0, flaw, "{text}");
        }
    }

    #[test]
    fn what_stands_in_place_of_the_slashes_is_underlined() {
        for (text, part) in [
            ("https:/example.com", ":/"),
            ("https:example.com", ":"),
            ("https:///example.com", ":///"),
            ("http//example.com", "//"),
            ("https;//example.com", ";//"),
            ("HTTPS.//example.com", ".//"),
        ] {
            let (flaw, at) = scan(text).expect_err(text);
            assert_eq!((flaw, &text[at]), (Flaw::Slashes, part), "{text}");
        }
    }
}
