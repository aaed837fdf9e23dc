//! Header values that are lists of names.

use http::{HeaderMap, HeaderName};

/// Returns the members of a header, from all its lines, or `None` if one of them is not a token.
///
/// [Extracting header list values](https://fetch.spec.whatwg.org/#extract-header-list-values) of a header whose grammar is
/// a list of tokens. A missing header gives an empty list, as in all uses of that algorithm except one.
pub(super) fn extract(headers: &HeaderMap, name: HeaderName) -> Option<Vec<String>> {
    let members = headers
        .get_all(name)
        .iter()
        .flat_map(|value| value.as_bytes().split(|&byte| byte == b','))
        .map(<[u8]>::trim_ascii)
        // Empty members of a list mean nothing: <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1.2>.
        .filter(|member| !member.is_empty());
    members
        .map(|member| {
            let text = std::str::from_utf8(member).ok()?;
            // A method is any token, and so is `*`.
            http::Method::from_bytes(member).ok().map(|_| text.to_owned())
        })
        .collect()
}

/// Returns the value of a header with its lines joined: [get](https://fetch.spec.whatwg.org/#concept-header-list-get).
pub(super) fn joined(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let lines = headers
        .get_all(name)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| lines.join(", "))
}
