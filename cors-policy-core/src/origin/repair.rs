//! What the author of a flawed entry probably meant.

use super::{ip, scheme};

/// The nearest text that might be an origin. The caller checks that it is one.
pub(super) fn repair(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let text = text.trim_start_matches('^').trim_end_matches([',', ';', '$', '\\']);
    // [URL, basic URL parser](https://url.spec.whatwg.org/#concept-basic-url-parser) drops these characters anywhere.
    let text = text.replace(['\t', '\n', '\r'], "");
    let text = text.replace("\\.", ".").replace("\\/", "/").to_ascii_lowercase();
    let (scheme, rest) = split_scheme(&text)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    // A browser starts the path at a backslash. But the author may have meant a regular expression.
    if authority.contains('\\') {
        return None;
    }
    let host_and_port = authority.rsplit('@').next()?;
    let (host, port) = split_port(host_and_port);
    if matches!(host, "*" | "*.") && !scheme::is_web(scheme) {
        // `*` as the whole host has neither a dot nor a port.
        return Some(format!("{scheme}://*"));
    }
    Some(format!("{scheme}://{}{}", repair_host(host)?, repair_port(port, scheme)?))
}

/// The scheme, or the one that a page of this host most likely has.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = match text.split_once(':') {
        Some((scheme, rest))
            if rest.starts_with('/') && !scheme.is_empty() && !scheme.contains('/') =>
        {
            let meant = match scheme {
                "wss" => "https",
                "ws" => "http",
                _ => scheme::meant(scheme).unwrap_or(scheme),
            };
            (meant, rest)
        }
        _ => split_web(text).or_else(|| without_scheme(text))?,
    };
    let rest = rest.trim_start_matches(['/', '\\']);
    // `https://https://…`
    let second = ["https", "http"]
        .into_iter()
        .find_map(|scheme| Some((scheme, rest.strip_prefix(scheme)?.strip_prefix("://")?)));
    let (scheme, rest) = second.unwrap_or((scheme, rest));
    Some((scheme, rest.trim_start_matches(['/', '\\'])))
}

/// `http` or `https`, and the text after the separator, which should have been `://`.
fn split_web(text: &str) -> Option<(&'static str, &str)> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let rest = text.strip_prefix(scheme)?;
        let slashes = rest.strip_prefix([':', ';', '.']).unwrap_or(rest);
        let authority = slashes.trim_start_matches(['/', '\\']);
        let separator = &rest[..rest.len() - authority.len()];
        separator.contains(['/', ':', '\\']).then_some((scheme, authority))
    })
}

fn without_scheme(text: &str) -> Option<(&'static str, &str)> {
    let rest = text.trim_start_matches([':', '/']);
    let is_local =
        rest.starts_with("localhost") || rest.starts_with("127.") || rest.starts_with('[');
    // A single word may be the name of a variable or a slip, so a host without a dot is accepted only if it is local.
    let has_dot = rest.split('/').next()?.contains('.');
    (is_local || has_dot).then_some((if is_local { "http" } else { "https" }, rest))
}

fn split_port(text: &str) -> (&str, &str) {
    let bracket = text.rfind(']').unwrap_or(0);
    match text[bracket..].rfind(':') {
        // Without brackets, several colons belong to an IPv6 address.
        Some(colon) if bracket > 0 || text.matches(':').count() == 1 => {
            text.split_at(bracket + colon)
        }
        _ => (text, ""),
    }
}

fn repair_host(host: &str) -> Option<String> {
    let without_zone = without_brackets(host).split('%').next()?;
    if without_zone.contains(':') {
        // If the closing bracket is missing, the last number may be a port.
        let last = without_zone.rsplit(':').next()?;
        if !host.ends_with(']') && last.len() > 1 && last.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        return without_zone.parse().ok().map(|address| format!("[{}]", ip::serialize_v6(address)));
    }
    let host = percent_decode(host)?.to_ascii_lowercase();
    let bare = without_brackets(&host);
    let host = if ip::ends_in_number(bare) { bare } else { &host };
    if ip::ends_in_number(host) {
        return ip::parse_v4_leniently(host).map(|address| address.to_string());
    }
    Some(host.to_owned())
}

fn without_brackets(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}

/// [URL, host parser](https://url.spec.whatwg.org/#concept-host-parser), for hosts that are ASCII after decoding.
fn percent_decode(host: &str) -> Option<String> {
    let mut parts = host.split('%');
    let mut decoded = parts.next()?.to_owned();
    for part in parts {
        let mut rest = part.chars();
        let (high, low) = (rest.next()?.to_digit(16)?, rest.next()?.to_digit(16)?);
        decoded.push(char::from_u32(high * 16 + low).filter(char::is_ascii)?);
        decoded.push_str(rest.as_str());
    }
    Some(decoded)
}

fn repair_port(port: &str, scheme: &str) -> Option<String> {
    match port.strip_prefix(':') {
        None | Some("") => Some(String::new()),
        Some("*") => Some(":*".to_owned()),
        // `parse` accepts a leading `+`.
        Some(digits) => {
            let port = digits.parse::<u16>().ok().filter(|_| !digits.starts_with('+'))?;
            Some(if Some(port) == scheme::default_port(scheme) {
                String::new()
            } else {
                format!(":{port}")
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::origin::Origin;
    use crate::problem::Problem;

    /// Asserts which text the problem proposes.
    fn meant(text: &str) -> Option<String> {
        match Origin::parse(text) {
            Err(Problem::Origin { meant, .. }) => meant,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn near_misses_are_mended() {
        let table = [
            ("https://app.example.com/", "https://app.example.com"),
            ("https://app.example.com/login?x#y", "https://app.example.com"),
            ("HTTPS://App.Example.com", "https://app.example.com"),
            (" https://app.example.com\n", "https://app.example.com"),
            ("https://user:pw@app.example.com", "https://app.example.com"),
            ("https://app.example.com:443", "https://app.example.com"),
            ("http://app.example.com:80/", "http://app.example.com"),
            ("https://app.example.com:08443", "https://app.example.com:8443"),
            ("https://app.example.com:", "https://app.example.com"),
            ("https://app.example.com./login", "https://app.example.com."),
            ("HTTPS://App.Example.com.:443", "https://app.example.com."),
            ("app.example.com.", "https://app.example.com."),
            ("https://-App-.example.com/", "https://-app-.example.com"),
            ("app://-/index.html", "app://-"),
            ("app://./", "app://."),
            ("app.example.com", "https://app.example.com"),
            ("//app.example.com", "https://app.example.com"),
            ("*.example.com", "https://*.example.com"),
            ("localhost:3000", "http://localhost:3000"),
            ("127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("https:/app.example.com", "https://app.example.com"),
            ("https:///app.example.com", "https://app.example.com"),
            ("wss://app.example.com", "https://app.example.com"),
            ("ws://localhost:3000", "http://localhost:3000"),
            ("http//app.example.com", "http://app.example.com"),
            ("https;//app.example.com", "https://app.example.com"),
            ("https.//app.example.com", "https://app.example.com"),
            ("https://https://app.example.com", "https://app.example.com"),
            ("http:https://app.example.com", "https://app.example.com"),
            ("https:\\\\app.example.com\\", "https://app.example.com"),
            ("https:\\/\\/app.example.com\\/login", "https://app.example.com"),
            ("https://app.\n\texample.com", "https://app.example.com"),
            ("\u{1}https://app.example.com\0", "https://app.example.com"),
            ("https://%61pp%2Eexample.com", "https://app.example.com"),
            ("htps://app.example.com", "https://app.example.com"),
            ("htp://app.example.com", "http://app.example.com"),
            ("http://127.1", "http://127.0.0.1"),
            ("http://127.0.0.1.", "http://127.0.0.1"),
            ("http://127.0.0.1.:3000", "http://127.0.0.1:3000"),
            ("http://[127.0.0.1.]", "http://127.0.0.1"),
            ("http://0x7f.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://127%2e0.0.1", "http://127.0.0.1"),
            ("http://[0:0:0:0:0:0:0:1]:3000", "http://[::1]:3000"),
            ("http://[::FFFF:1.2.3.4]", "http://[::ffff:102:304]"),
            ("http://::1", "http://[::1]"),
            ("http://[fe80::1%25eth0]", "http://[fe80::1]"),
            ("http://[127.0.0.1]:3000", "http://127.0.0.1:3000"),
            ("^https://app\\.example\\.com$", "https://app.example.com"),
            ("chrome-extension://*/", "chrome-extension://*"),
            ("moz-extension://*/*", "moz-extension://*"),
            ("Chrome-Extension://*", "chrome-extension://*"),
            ("tauri://*:*", "tauri://*"),
            ("tauri://*:1420", "tauri://*"),
            ("tauri://*.", "tauri://*"),
            ("tauri:///*", "tauri://*"),
        ];
        for (text, expected) in table {
            assert_eq!(meant(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_nobody_can_guess_is_left_alone() {
        for text in [
            "",
            "*",
            "null",
            "file:///x",
            "https://",
            "https://a..b",
            "https://a..",
            "https://./",
            "https://*",
            "https://*/",
            "https://*:*",
            "http://*",
            "wss://*",
            "htps://*",
            "https://a.example:99999",
            "https://a.example\\b",
            "https://a.example\\@b.example",
            "https://a.example/, https://b.example/",
            "https://b%c3%bccher.example",
            "https://a%4",
            "https://a%zz",
            "https://a.example:+80",
            "http:.:1",
            "http://[::1:3000",
            "http://::1:3000",
            "frontend",
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
