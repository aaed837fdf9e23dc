//! Which texts a browser sends as an `Origin`, according to the URL standard.

use url::Url;

/// Whether a browser sends `entry` as it is, or an origin that it covers. `None` if this library deliberately differs
/// from the standard, or if the other implementation cannot tell.
pub(super) fn would_send(entry: &str) -> Option<bool> {
    let (scheme, rest) = entry.split_once("://")?;
    let (host, port) = split_port(rest);
    // Replace each star with something legal.
    let concrete = match host.strip_prefix("*.") {
        Some(domain) => format!("a.{domain}"),
        None if host == "*" && port.is_empty() && !matches!(scheme, "http" | "https") => {
            "a".to_owned()
        }
        None => host.to_owned(),
    };
    let port = if port == ":*" { "" } else { port };
    if concrete.contains('*') {
        return Some(false);
    }
    let text = format!("{scheme}://{concrete}{port}");
    match scheme {
        "http" | "https" => {}
        // The standard does not define origins of other schemes, but it defines a single way to write their URLs.
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
        // This library checks that a label is Punycode, but not that IDNA allows the decoded text.
        return None;
    }
    if sent.as_deref() != Some(text.as_str()) {
        return Some(false);
    }
    // The deliberate differences: a browser also sends hosts and ports that no server can have, `*.` cannot be before an
    // address, and a star cannot replace a whole host.
    let is_deliberate = host.starts_with("*.") && !concrete.bytes().any(|b| b.is_ascii_lowercase())
        || !is_name(&concrete) && !is_address(&concrete)
        || without_final_dot(host).len() > 253
        || host == "*."
        || port == ":0";
    (!is_deliberate).then_some(true)
}

/// Splits the text into the host, and the port with its colon.
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

/// Whether the labels of a host are possible in DNS. Browsers allow a hyphen anywhere in a label.
fn is_name(host: &str) -> bool {
    let allowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    without_final_dot(host)
        .split('.')
        .all(|label| (1..=63).contains(&label.len()) && label.chars().all(|c| allowed.contains(c)))
}
