//! What a browser would send, and what somebody meant who wrote something else.

use url::Url;

/// The origin of this URL as a browser sends it, if it is one of the web.
pub(crate) fn serialise(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
}

/// The text as it was meant, without what a browser would read something else into: the escapes of a regular expression,
/// what such an expression or a list has at its end, and a scheme that stands there twice.
pub(crate) fn plain(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let text = text.trim_end_matches([',', ';', '$', '\\']).to_ascii_lowercase();
    let text = text.replace(['\t', '\n', '\r'], "").replace("\\.", ".").replace("\\/", "/");
    let rest = after_scheme(&text);
    let is_twice = rest.starts_with("https://") || rest.starts_with("http://");
    if is_twice { rest.to_owned() } else { text }
}

/// Whether nothing can be proposed, although a browser could make something of it.
///
/// What is beyond ASCII in a host takes the tables of IDNA. A backslash in the middle may be that of a regular
/// expression, while a browser would begin the path there.
pub(crate) fn is_beyond_repair(plain: &str) -> bool {
    let authority = after_scheme(plain).split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let is_encoded_ascii = |encoded: &str| encoded.starts_with(|c| ('0'..'8').contains(&c));
    authority.contains('\\') || !host.is_ascii() || !host.split('%').skip(1).all(is_encoded_ascii)
}

fn after_scheme(text: &str) -> &str {
    text.split_once(':').map_or("", |(_, rest)| rest.trim_start_matches(['/', '\\']))
}
