//! What a browser would send, and what the author of another text meant.

use url::Url;

/// The origin of this URL as a browser sends it, if its scheme is one of the web.
pub(crate) fn serialise(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
}

/// The text as its author meant it, without what a browser would read differently: the escapes of a regular expression,
/// the characters that end such an expression or a list, and a scheme that appears twice.
pub(crate) fn plain(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let text = text.trim_end_matches([',', ';', '$', '\\']).to_ascii_lowercase();
    let text = text.replace(['\t', '\n', '\r'], "").replace("\\.", ".").replace("\\/", "/");
    let rest = after_scheme(&text);
    let is_twice = rest.starts_with("https://") || rest.starts_with("http://");
    if is_twice { rest.to_owned() } else { text }
}

/// Whether the message can propose nothing, although a browser could read the text.
///
/// A host with characters beyond ASCII needs the tables of IDNA. A backslash in the middle may belong to a regular
/// expression, but a browser would start the path there.
pub(crate) fn is_beyond_repair(plain: &str) -> bool {
    let authority = after_scheme(plain).split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let is_encoded_ascii = |encoded: &str| encoded.starts_with(|c| ('0'..'8').contains(&c));
    authority.contains('\\') || !host.is_ascii() || !host.split('%').skip(1).all(is_encoded_ascii)
}

fn after_scheme(text: &str) -> &str {
    text.split_once(':').map_or("", |(_, rest)| rest.trim_start_matches(['/', '\\']))
}
