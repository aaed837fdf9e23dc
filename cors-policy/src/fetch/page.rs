//! Which origins a page can have.

use cors_policy_core::label::MAX_LABEL;
use cors_policy_core::origin::{Host, Origin};
use cors_policy_core::problem::{Flaw, Problem};

/// Checks that a browser can send `origin` as the origin of a page. `sandboxed` is what to write for a page with an opaque
/// origin.
///
/// # Errors
///
/// If no browser sends it. The text says why, and what to write. If `origin` cannot be an entry of `origins` either,
/// the text is the same as that of the compile error.
pub(crate) fn check_page(origin: &str, sandboxed: &str) -> Result<(), String> {
    // Every opaque origin:
    // [serialization of an origin](https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin).
    if origin == "null" {
        return Ok(());
    }
    match Origin::parse(origin) {
        Ok(_) if !origin.contains('*') => Ok(()),
        Ok(_) => Err(PATTERN.to_owned()),
        Err(_) if has_undeclarable_host(origin) => Ok(()),
        Err(problem) => Err(sentence(origin, &problem, sandboxed)),
    }
}

/// Whether browsers load pages from this host, although no entry of `origins` may name it: a label is too long for DNS,
/// or contains one of [`SIGNS`].
///
/// [Host parsing](https://url.spec.whatwg.org/#host-parsing)
fn has_undeclarable_host(origin: &str) -> bool {
    let Some((scheme, rest)) = origin.split_once("://") else { return false };
    let (host, port) = rest.split_at(rest.find(':').unwrap_or(rest.len()));
    let host = host.split('.').map(declarable).collect::<Vec<_>>().join(".");
    Origin::parse(&format!("{scheme}://{host}{port}"))
        .is_ok_and(|origin| matches!(origin.host(), Host::Domain(_)))
}

/// Shortens the label and replaces [`SIGNS`] in it, so that an entry may contain it. Any other mistake in it stays.
fn declarable(label: &str) -> String {
    label.get(..MAX_LABEL).unwrap_or(label).replace(SIGNS, "a")
}

/// Says what is wrong. It replaces a remedy for a declaration by one for a page.
fn sentence(origin: &str, problem: &Problem, sandboxed: &str) -> String {
    let Problem::Origin { flaw, .. } = problem else { return problem.to_string() };
    match flaw {
        Flaw::Null | Flaw::FileScheme | Flaw::OpaqueScheme { .. } => {
            format!("{flaw}; write `{sandboxed}`")
        }
        Flaw::Keyword => PATTERN.to_owned(),
        _ if origin.contains('*') => PATTERN.to_owned(),
        _ => problem.to_string(),
    }
}

/// The characters that browsers allow in a host, and an entry does not. Browsers also allow brackets, quotes, `$`, `,`
/// and `;`, but these usually come from a placeholder, a pattern or a list.
const SIGNS: [char; 5] = ['!', '&', '+', '=', '~'];

const PATTERN: &str = "a page has exactly one origin, and this is a pattern; write one origin, like \
                       `https://app.example.com`";

#[cfg(test)]
mod tests {
    use super::check_page;

    fn check(origin: &str) -> Result<(), String> {
        check_page(origin, "Browser::sandboxed()")
    }

    #[test]
    fn what_browsers_send_is_an_origin() {
        for origin in [
            "null",
            "https://app.example.com",
            "https://app.example.com:8443",
            "https://xn--bcher-kva.example",
            "https://a_b.example",
            "http://localhost",
            "http://localhost:3000",
            "http://127.0.0.1:1",
            "http://[::1]:3000",
            "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
            "moz-extension://7a3f4a9e-3a6e-4b52-9d2a-0f3e5d6c7b8a",
            "capacitor://localhost",
            "tauri://localhost",
            // Hosts that do not exist in DNS, or that other libraries reject as mistakes.
            "http://example.com.:3999",
            "https://localhost.",
            "https://foo-.github.io",
            "https://-foo.example",
            "https://a+b.example",
            "https://a!.b.example:8443",
            &format!("https://{}.example", "a".repeat(64)),
            &format!("https://{}-.example", "-".repeat(64)),
            "app://-",
            "app://.",
        ] {
            assert_eq!(check(origin), Ok(()), "{origin}");
        }
    }

    #[test]
    fn what_no_browser_sends_is_refused_with_the_remedy() {
        for (origin, sentence) in [
            ("", "an origin cannot be empty; write a scheme and a host"),
            ("app.example.com", "write `https://app.example.com`"),
            ("https://app.example.com/", "no trailing slash; write `https://app.example.com`"),
            ("https://app.example.com/users", "no path; write `https://app.example.com`"),
            (
                "https://App.example.com",
                "browsers send it in lower case, and all bytes must match; write",
            ),
            ("https://app.example.com:443", "write `https://app.example.com`"),
            ("http://app.example.com:80", "write `http://app.example.com`"),
            ("https://bücher.example", "browsers send hosts in Punycode"),
            (" https://app.example.com", "no whitespace; write `https://app.example.com`"),
            ("https://app.example.com\n", "no whitespace; write `https://app.example.com`"),
            ("https://a.example, https://b.example", "a string must contain exactly one origin"),
            ("https://{host}", "use letters, digits"),
            ("https://$HOST", "use letters, digits"),
            ("https://a+b.example/", "an origin has no trailing slash"),
            ("https://A+b.example", "a host cannot contain `+`"),
            ("https://a+b.example:443", "a host cannot contain `+`"),
            ("https://a..b", "a host cannot have an empty label"),
            ("https://a.example..", "empty label"),
            ("http://127.0.0.1.", "write `http://127.0.0.1`"),
            ("https://", "missing host after the scheme"),
            ("*", "a page has exactly one origin"),
            ("any", "a page has exactly one origin"),
            ("https://*.example.com", "a page has exactly one origin"),
            ("https://*.example.com/", "a page has exactly one origin"),
            ("http://localhost:*", "a page has exactly one origin"),
            ("NULL", "write `Browser::sandboxed()`"),
            ("file:///index.html", "sends the origin `null`"),
            ("data:text/html,x", "no page has the origin `data:`; write `Browser::sandboxed()`"),
            ("wss://app.example.com", "a WebSocket handshake has the origin of its page"),
        ] {
            let found = check(origin).expect_err(origin);
            assert!(found.contains(sentence), "{origin}: {found}");
        }
    }
}
