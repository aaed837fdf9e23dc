//! `Vary`, which tells caches that a response depends on `Origin`.

/// Whether a line of `Vary` has the member `Origin`, in any case, or is `*` alone, which names all headers.
///
/// A `*` in a list means the same: [RFC 9110, section 12.5.5](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5).
/// *Deliberate*: it does not replace `Origin`, because some caches know `*` only as the whole line. Behind `Accept, *`
/// nginx would keep one answer for all origins.
pub(crate) fn varies_by_origin(line: &[u8]) -> bool {
    let mut members = line.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
    members.any(|member| member.eq_ignore_ascii_case(b"origin")) || line.trim_ascii() == b"*"
}
