//! `Vary`, which tells caches that a response depends on `Origin`.

use http::{HeaderName, header};

/// Whether a line of `Vary` has the member `Origin`, in upper or lower case, or the only line is `*`, which names all
/// headers.
///
/// A `*` in a list means the same: [RFC 9110, section 12.5.5](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5).
/// *Deliberate*: it does not replace `Origin`, because some caches know `*` only as the whole value. With `Accept, *`
/// nginx would keep one answer for all origins. Two lines are a list too: Varnish joins them before it looks for `*`,
/// and any proxy may do so.
#[inline]
pub(crate) fn varies_by_origin<'a>(lines: impl Iterator<Item = &'a [u8]>) -> bool {
    varies_by(lines, b"origin")
}

/// The same for the request header `name`.
#[inline]
pub(crate) fn varies_by<'a>(mut lines: impl Iterator<Item = &'a [u8]>, name: &[u8]) -> bool {
    let names_it = |line| names(line, name);
    let Some(first) = lines.next() else { return false };
    match lines.next() {
        None => names_it(first) || first.trim_ascii() == b"*",
        Some(second) => names_it(first) || names_it(second) || lines.any(names_it),
    }
}

#[inline]
fn names(line: &[u8], name: &[u8]) -> bool {
    let mut members = line.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
    members.any(|member| member.eq_ignore_ascii_case(name))
}

/// The headers that say what a preflight asks for.
pub(crate) const ASKED: [HeaderName; 2] =
    [header::ACCESS_CONTROL_REQUEST_METHOD, header::ACCESS_CONTROL_REQUEST_HEADERS];

/// `Origin` and the names above, as one line.
pub(crate) const ORIGIN_AND_ASKED: &str =
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
