//! Which texts a browser sends as an `Origin`, as the URL standard has it.

use url::Url;

/// Whether a browser sends `entry` as it is, or something that it covers. Nothing, where the standard and this library
/// deliberately part, or where the other implementation cannot tell.
pub(super) fn would_send(entry: &str) -> Option<bool> {
    let (scheme, rest) = entry.split_once("://")?;
    let (host, port) = split_port(rest);
    // Star by star, and what stands in their places is legal.
    let concrete = match host.strip_prefix("*.") {
        Some(domain) => format!("a.{domain}"),
        None => host.to_owned(),
    };
    let port = if port == ":*" { "" } else { port };
    if concrete.contains('*') {
        return Some(false);
    }
    let text = format!("{scheme}://{concrete}{port}");
    match scheme {
        "http" | "https" => {}
        // Of other schemes, the standard says nothing about origins, but their URLs are written in one way as well.
        "ftp" | "ws" | "wss" | "file" | "blob" | "about" | "data" | "javascript" => {
            return Some(false);
        }
        _ => {
            let is_written_so = Url::parse(&text).is_ok_and(|url| url.as_str() == text);
            return (!is_written_so).then_some(false);
        }
    }
    let sent = Url::parse(&text).ok().map(|url| url.origin().ascii_serialization());
    if concrete.split('.').any(|label| label.starts_with("xn--")) {
        // That a label is Punycode is checked, and not that IDNA allows what it stands for.
        return None;
    }
    if sent.as_deref() != Some(text.as_str()) {
        return Some(false);
    }
    // A browser sends more than a server can have a name for, what begins with a star is no address, and no star stands for
    // a whole host.
    let is_deliberate = host.starts_with("*.") && !concrete.bytes().any(|b| b.is_ascii_lowercase())
        || !is_name(&concrete) && !is_address(&concrete)
        || without_final_dot(host).len() > 253
        || host == "*."
        || port == ":0";
    (!is_deliberate).then_some(true)
}

/// The host, and the port with its colon, of what a browser might send.
fn split_port(rest: &str) -> (&str, &str) {
    let bracket = rest.rfind(']').unwrap_or(0);
    let colon = rest[bracket..].find(':').map_or(rest.len(), |at| bracket + at);
    rest.split_at(colon)
}

fn is_address(host: &str) -> bool {
    host.starts_with('[') && host.ends_with(']')
}

fn without_final_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

/// Whether a host is made of labels as they are in DNS, or could be: browsers let a hyphen stand anywhere.
fn is_name(host: &str) -> bool {
    let allowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    without_final_dot(host)
        .split('.')
        .all(|label| (1..=63).contains(&label.len()) && label.chars().all(|c| allowed.contains(c)))
}
