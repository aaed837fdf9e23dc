//! IP addresses as hosts: how browsers write them, and how people write them.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::problem::Flaw;

/// Whether a host must be an IPv4 address or is invalid: [URL, ends-in-a-number
/// checker](https://url.spec.whatwg.org/#ends-in-a-number-checker). A final dot does not count.
pub(super) fn ends_in_number(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let last = domain.rsplit('.').next().unwrap_or(domain);
    !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// An address in the only form that browsers send: four decimal numbers without leading zeros.
pub(super) fn parse_v4(domain: &str) -> Option<Ipv4Addr> {
    domain.parse().ok()
}

/// The address that a browser makes of `domain`: [URL, IPv4 parser](https://url.spec.whatwg.org/#concept-ipv4-parser).
pub(super) fn parse_v4_leniently(domain: &str) -> Option<Ipv4Addr> {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let parts = domain.split('.').map(parse_v4_number).collect::<Option<Vec<_>>>()?;
    let (&last, first) = parts.split_last()?;
    // The last number fills all bytes that the numbers before it leave.
    let free =
        8 * 4_u32.checked_sub(u32::try_from(first.len()).ok()?).filter(|&bytes| bytes > 0)?;
    if first.iter().any(|&part| part > 255) || last >> free > 0 {
        return None;
    }
    let first = first.iter().zip([24, 16, 8]).map(|(&part, shift)| part << shift).sum::<u64>();
    u32::try_from(first + last).ok().map(Ipv4Addr::from_bits)
}

/// [URL, IPv4 number parser](https://url.spec.whatwg.org/#ipv4-number-parser)
fn parse_v4_number(part: &str) -> Option<u64> {
    let (digits, radix) = match part.as_bytes() {
        [] => return None,
        [b'0', b'x' | b'X', ..] => (&part[2..], 16),
        [b'0', _, ..] => (&part[1..], 8),
        _ => (part, 10),
    };
    if digits.is_empty() {
        return Some(0);
    }
    // `from_str_radix` accepts a sign, so reject it first.
    digits
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then(|| u64::from_str_radix(digits, radix).ok())?
}

/// Whether the author meant an IPv6 address: the text has brackets or colons, and only characters that such an address
/// can have.
pub(super) fn may_be_v6(host: &str) -> bool {
    let host = host.strip_prefix("*.").unwrap_or(host);
    let address = host.split('%').next().unwrap_or(host);
    address.contains(['[', ']', ':'])
        && address.chars().all(|c| c.is_ascii_hexdigit() || "[]:.".contains(c))
}

/// An address in brackets, in the only form that browsers send.
pub(super) fn parse_v6(host: &str) -> Result<Ipv6Addr, Flaw> {
    if host.starts_with("*.[") {
        return Err(Flaw::StarAddress);
    }
    let Some(text) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) else {
        let is_bare = host.parse::<Ipv6Addr>().is_ok();
        return Err(if is_bare { Flaw::Ipv6Brackets } else { Flaw::Ipv6 });
    };
    if text.contains('%') {
        return Err(Flaw::Ipv6Zone);
    }
    let address = text.parse::<Ipv6Addr>().map_err(|_| Flaw::Ipv6)?;
    if serialize_v6(address) == text { Ok(address) } else { Err(Flaw::Ipv6Form) }
}

/// [URL, IPv6 serializer](https://url.spec.whatwg.org/#concept-ipv6-serializer): the form of
/// [RFC 5952, section 4](https://www.rfc-editor.org/rfc/rfc5952#section-4), and never the dotted one of its section 5.
pub(super) fn serialize_v6(address: Ipv6Addr) -> String {
    match address.to_ipv4_mapped() {
        Some(_) => {
            let [.., high, low] = address.segments();
            format!("::ffff:{high:x}:{low:x}")
        }
        None => address.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::parse_v4_leniently;

    #[test]
    fn lenient_ipv4_addresses_are_those_of_the_url_standard() {
        let table = [
            ("127.0.0.1", Some("127.0.0.1")),
            ("127.1", Some("127.0.0.1")),
            ("0x7f.1", Some("127.0.0.1")),
            ("0x7f000001", Some("127.0.0.1")),
            ("2130706433", Some("127.0.0.1")),
            ("0177.0.0.01", Some("127.0.0.1")),
            ("1.2.65535", Some("1.2.255.255")),
            ("0x", Some("0.0.0.0")),
            ("255.255.255.255", Some("255.255.255.255")),
            ("127.0.0.1.", Some("127.0.0.1")),
            ("127.1.", Some("127.0.0.1")),
            ("127.0.0.1..", None),
            (".", None),
            ("256.0.0.1", None),
            ("1.256.1", None),
            ("1.257.1", None),
            ("1.2.3.4.0", None),
            ("1.2.3.256", None),
            ("1.2.65536", None),
            ("4294967296", None),
            ("1.2.3.4.5", None),
            ("08", None),
            ("+1", None),
            ("1..2", None),
            ("", None),
            ("99999999999999999999999999", None),
        ];
        for (text, expected) in table {
            let address = parse_v4_leniently(text).map(|address| address.to_string());
            assert_eq!(address.as_deref(), expected, "{text}");
        }
    }
}
