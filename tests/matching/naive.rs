//! A matcher that is slow and obviously correct.

/// Whether `entry` of a declaration matches `origin`, the bytes of a request's header.
pub(crate) fn covers(entry: &str, origin: &[u8]) -> bool {
    let Ok(origin) = std::str::from_utf8(origin) else {
        return false;
    };
    match entry.strip_suffix(":*") {
        None => covers_host(entry, origin),
        // No port, or a port from 1 to 65535 without leading zeros.
        Some(base) => {
            covers_host(base, origin)
                || origin.rsplit_once(':').is_some_and(|(origin, port)| {
                    let number = port.parse::<u16>().unwrap_or(0);
                    number > 0 && number.to_string() == port && covers_host(base, origin)
                })
        }
    }
}

fn covers_host(entry: &str, origin: &str) -> bool {
    if let Some(scheme) = entry.strip_suffix("://*") {
        // One label. Browsers keep upper case in a scheme that they do not know.
        let host = origin.strip_prefix(&format!("{scheme}://"));
        return host.is_some_and(|host| is_label(&host.to_ascii_lowercase()));
    }
    let Some((scheme, domain)) = entry.split_once("://*.") else {
        return entry == origin;
    };
    let Some(host) = origin.strip_prefix(&format!("{scheme}://")) else {
        return false;
    };
    let Some(labels) = host.strip_suffix(&format!(".{domain}")) else {
        return false;
    };
    let port = domain.find(':').map_or(0, |colon| domain.len() - colon);
    // A final dot does not count for the length.
    let host = &host[..host.len() - port];
    host.strip_suffix('.').unwrap_or(host).len() <= 253 && labels.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let allowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    (1..=63).contains(&label.len()) && label.chars().all(|c| allowed.contains(c))
}
