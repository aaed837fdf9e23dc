//! One pass over an entry, from its first byte to its last: scheme, `://`, host, port, and nothing else.

use std::net::Ipv6Addr;
use std::ops::Range;

use super::entry::Origin;
use super::flawed::Flawed;
use super::{host, ip, port, scheme};
use crate::problem::Flaw;

/// Reads `text` as an origin or a pattern of origins.
pub(super) fn scan(text: &str) -> Result<Origin, Flawed> {
    check_whole(text)?;
    let (scheme, authority) = scheme::split(text)?;
    check_authority(text, authority.clone())?;
    if let Some(at) = find(text, |c| !c.is_ascii()) {
        return Err((Flaw::NotAscii, at));
    }
    let (host, port) = split_port(text, authority);
    let host = host::parse(text, host, scheme)?;
    let port = port::parse(text, port, scheme, &host)?;
    Ok(Origin { scheme: scheme.to_owned(), host, port })
}

/// Checks for flaws of the whole entry, before its parts are read.
fn check_whole(text: &str) -> Result<(), Flawed> {
    let whole = 0..text.len();
    match text {
        "" => return Err((Flaw::Empty, whole)),
        "*" => return Err((Flaw::Star, whole)),
        _ if text.eq_ignore_ascii_case("null") => return Err((Flaw::Null, whole)),
        "any" | "none" | "configured_or_any" => return Err((Flaw::Keyword, whole)),
        "configured" => return Err((Flaw::EntryKeyword, whole)),
        _ => {}
    }
    if let Some(at) = second_origin(text) {
        return Err((Flaw::Several, at));
    }
    if let Some(at) = find(text, char::is_whitespace) {
        return Err((Flaw::WhiteSpace, at));
    }
    Ok(())
}

/// Where a second origin begins in a string with several origins. Brackets mean a choice within one origin instead.
fn second_origin(text: &str) -> Option<Range<usize>> {
    let separator = |c: char| c.is_whitespace() || c == ',' || c == ';' || c == '|';
    let first = text.find(|c| !separator(c))?;
    let after = first + text[first..].find(separator)?;
    let second = after + text[after..].find(|c| !separator(c))?;
    let is_choice = text[..after].contains(['{', '(', '[']);
    // A second host without a scheme counts only after a comma, because white space may be a slip.
    let is_origin = text[second..].contains("://")
        || !text[after..second].trim().is_empty()
            && text[..after].contains('.')
            && text[second..].contains(['.', ':']);
    (!is_choice && is_origin).then_some(second..text.len())
}

/// Rejects the parts after `://` that belong to a URL but not to an origin.
fn check_authority(text: &str, authority: Range<usize>) -> Result<(), Flawed> {
    let rest = &text[authority.clone()];
    let url = rest.find(['/', '?', '#', '\\']).map_or(authority.end, |at| authority.start + at);
    if let Some(at) = text[authority.start..url].rfind('@') {
        return Err((Flaw::UserInfo, authority.start..authority.start + at + 1));
    }
    let flaw = match &text[url..] {
        "" => return Ok(()),
        _ if url == authority.start => Flaw::HostMissing,
        "/" => Flaw::TrailingSlash,
        tail if tail.starts_with('/') => Flaw::Path,
        tail if tail.starts_with('?') => Flaw::Query,
        tail if tail.starts_with('#') => Flaw::Fragment,
        _ => return Err((Flaw::Backslash, url..url + 1)),
    };
    Err((flaw, url..authority.end))
}

/// The host, and the port with its colon. The colons of an IPv6 address belong to the host, even if a bracket is
/// missing.
fn split_port(text: &str, authority: Range<usize>) -> (Range<usize>, Range<usize>) {
    let rest = &text[authority.clone()];
    let host = match rest.rfind(']') {
        Some(bracket) if ip::may_be_v6(&rest[..bracket]) => bracket,
        _ if rest.starts_with('[') && ip::may_be_v6(rest) => rest.len(),
        _ if rest.parse::<Ipv6Addr>().is_ok() => rest.len(),
        _ => 0,
    };
    let colon = rest[host..].find(':').map_or(authority.end, |at| authority.start + host + at);
    (authority.start..colon, colon..authority.end)
}

fn find(text: &str, wanted: impl Fn(char) -> bool) -> Option<Range<usize>> {
    text.char_indices().find(|&(_, c)| wanted(c)).map(|(at, c)| at..at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::problem::Flaw;

    /// Asserts which flaw is found and which part is underlined.
    fn assert_flaw(text: &str, expected: &Flaw, part: &str) {
        let (flaw, at) = scan(text).expect_err(text);
        assert_eq!((&flaw, &text[at]), (expected, part), "{text:?}");
    }

    #[test]
    fn legal_entries_are_written_back_as_they_were() {
        for text in [
            "https://example.com",
            "http://localhost",
            "http://localhost:*",
            "https://intranet",
            "https://a.b-c.d_e.example:8443",
            "https://*.example.com",
            "https://*.example.com:8443",
            "https://*.example.com:*",
            "http://127.0.0.1:3000",
            "http://[::1]:3000",
            "http://[2001:db8::1]",
            "http://[::ffff:102:304]",
            "https://xn--bcher-kva.example",
            "https://1.example.com",
            "https://r3---sn-abc.example.com",
            "https://example.com:80",
            "http://example.com:443",
            "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
            "tauri://localhost",
            "capacitor://localhost",
            "chrome-extension://*",
            "moz-extension://*",
            "vscode-webview://*",
            "tauri://*",
            "a+b-c.d1://*",
        ] {
            assert_eq!(scan(text).map(|origin| origin.to_string()), Ok(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_origin_at_all() {
        assert_flaw("", &Flaw::Empty, "");
        assert_flaw("*", &Flaw::Star, "*");
        assert_flaw("null", &Flaw::Null, "null");
        assert_flaw("https://a.example, https://b.example", &Flaw::Several, "https://b.example");
        assert_flaw("https://a.example https://b.example", &Flaw::Several, "https://b.example");
        assert_flaw("https://a.example|https://b.example", &Flaw::Several, "https://b.example");
        assert_flaw("https://a.example;https://b.example", &Flaw::Several, "https://b.example");
        assert_flaw("https://a.example, b.example", &Flaw::Several, "b.example");
        assert_flaw("https://a.example b.example", &Flaw::WhiteSpace, " ");
        assert_flaw("any", &Flaw::Keyword, "any");
        assert_flaw("configured_or_any", &Flaw::Keyword, "configured_or_any");
        assert_flaw("configured", &Flaw::EntryKeyword, "configured");
        assert_flaw(" https://a.example", &Flaw::WhiteSpace, " ");
        assert_flaw("https://a.example\n", &Flaw::WhiteSpace, "\n");
        assert_flaw("https://bücher.example", &Flaw::NotAscii, "ü");
        assert_flaw("https://bücher.example/ü", &Flaw::Path, "/ü");
    }

    #[test]
    fn what_belongs_to_a_url() {
        assert_flaw("https://a.example/", &Flaw::TrailingSlash, "/");
        assert_flaw("https://a.example/login", &Flaw::Path, "/login");
        assert_flaw("https://a.example//", &Flaw::Path, "//");
        assert_flaw("https://a.example?x=1", &Flaw::Query, "?x=1");
        assert_flaw("https://a.example#top", &Flaw::Fragment, "#top");
        assert_flaw("https://?x=1", &Flaw::HostMissing, "?x=1");
        assert_flaw("https://a.example\\x", &Flaw::Backslash, "\\");
        assert_flaw("https://user:pw@a.example", &Flaw::UserInfo, "user:pw@");
        assert_flaw("https://@a.example/x", &Flaw::UserInfo, "@");
    }
}
