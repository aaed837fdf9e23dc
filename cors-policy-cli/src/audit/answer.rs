//! What a browser and a cache read in a response.

use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue};

use super::exchange::Response;

/// A response, as a browser reads it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer<'a>(pub(crate) &'a Response);

/// The value of `Access-Control-Allow-Origin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AllowOrigin {
    Missing,
    /// `*`
    Star,
    One(String),
    /// Several lines, or several values in one line. No browser accepts them.
    Several(String),
}

/// A header is not a list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

impl<'a> Answer<'a> {
    pub(crate) const fn headers(self) -> &'a HeaderMap {
        &self.0.headers
    }

    pub(crate) fn allow_origin(self) -> AllowOrigin {
        let Some(value) = self.joined(header::ACCESS_CONTROL_ALLOW_ORIGIN) else {
            return AllowOrigin::Missing;
        };
        let lines = self.headers().get_all(header::ACCESS_CONTROL_ALLOW_ORIGIN).iter().count();
        match value.as_str() {
            "*" => AllowOrigin::Star,
            value if lines > 1 || value.contains([',', ' ']) => {
                AllowOrigin::Several(value.to_owned())
            }
            _ => AllowOrigin::One(value),
        }
    }

    /// Whether a script of `origin` may read it: the [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check) without
    /// credentials.
    pub(crate) fn allows(self, origin: &str) -> bool {
        match self.allow_origin() {
            AllowOrigin::Star => true,
            AllowOrigin::One(value) => value == origin,
            AllowOrigin::Missing | AllowOrigin::Several(_) => false,
        }
    }

    /// The same, with credentials.
    pub(crate) fn allows_with_credentials(self, origin: &str) -> bool {
        self.echoes(origin) && self.has_credentials()
    }

    /// Whether the response names this origin.
    pub(crate) fn echoes(self, origin: &str) -> bool {
        self.allow_origin() == AllowOrigin::One(origin.to_owned())
    }

    /// Whether `Access-Control-Allow-Credentials` is `true`. Browsers compare the case.
    pub(crate) fn has_credentials(self) -> bool {
        self.joined(header::ACCESS_CONTROL_ALLOW_CREDENTIALS).as_deref() == Some("true")
    }

    /// The names in a header: [extracting header list
    /// values](https://fetch.spec.whatwg.org/#extract-header-list-values) of a list of tokens. A missing header is an empty list.
    pub(crate) fn list(self, name: HeaderName) -> Result<Vec<String>, Unreadable> {
        let lines = self.headers().get_all(name).iter();
        let members = lines
            .flat_map(|line| line.as_bytes().split(|&byte| byte == b','))
            .map(<[u8]>::trim_ascii)
            .filter(|member| !member.is_empty());
        // A method is any token, and so is the name of a header, and `*`.
        let read = |member: &[u8]| http::Method::from_bytes(member).map(|token| token.to_string());
        members.map(|member| read(member).map_err(|_| Unreadable)).collect()
    }

    /// The value of a header with its lines joined: [get](https://fetch.spec.whatwg.org/#concept-header-list-get). Bytes that
    /// are not ASCII, and control characters, are written as `\x1b`.
    pub(crate) fn joined(self, name: HeaderName) -> Option<String> {
        let lines = self.headers().get_all(name).iter().map(text).collect::<Vec<_>>();
        (!lines.is_empty()).then(|| lines.join(", "))
    }

    /// Whether a cache must keep a copy for each `Origin`.
    pub(crate) fn varies_by_origin(self) -> bool {
        let has = |name: &str| name == "*" || name.eq_ignore_ascii_case("origin");
        self.words(header::VARY).iter().any(|name| has(name))
    }

    /// Which caches may store the response.
    pub(crate) fn storage(self) -> Storage {
        let words = self.words(header::CACHE_CONTROL);
        let has = |name: &str| words.iter().any(|word| word.eq_ignore_ascii_case(name));
        let lasts = |name: &str| {
            let age =
                |word: &String| word.to_ascii_lowercase().strip_prefix(name)?.parse::<u64>().ok();
            words.iter().filter_map(age).any(|seconds| seconds > 0)
        };
        if has("no-store") {
            Storage::None
        } else if has("private") {
            Storage::Browser
        } else if has("public") || lasts("s-maxage=") || lasts("max-age=") {
            Storage::Everyone
        } else {
            Storage::Heuristic
        }
    }

    /// The members of a header, in any case.
    fn words(self, name: HeaderName) -> Vec<String> {
        let value = self.joined(name).unwrap_or_default();
        value.split(',').map(|word| word.trim().to_owned()).collect()
    }
}

/// Which caches may store a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Storage {
    None,
    /// The cache of the browser only.
    Browser,
    /// Any cache, as the response says itself.
    Everyone,
    /// A cache may guess: <https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2>.
    Heuristic,
}

/// A header value as text that no terminal obeys.
pub(crate) fn text(value: &HeaderValue) -> String {
    let visible = |&byte: &u8| match byte {
        b' '..=b'~' => char::from(byte).to_string(),
        byte => format!("\\x{byte:02x}"),
    };
    value.as_bytes().trim_ascii().iter().map(visible).collect()
}

#[cfg(test)]
mod tests {
    use http::header;

    use super::{AllowOrigin, Answer, Storage, Unreadable};
    use crate::audit::exchange::Response;

    fn response(lines: &[(&str, &[u8])]) -> Response {
        let lines = lines.iter().map(|(name, value)| {
            let value = http::HeaderValue::from_bytes(value).expect("a value");
            (name.parse::<http::HeaderName>().expect("a name"), value)
        });
        let status = http::StatusCode::OK;
        Response { status, headers: lines.collect(), body: Vec::new() }
    }

    #[test]
    fn an_origin_is_allowed_if_a_browser_says_so() {
        const NAME: &str = "access-control-allow-origin";
        let origin = "https://a.example";
        for (lines, allow_origin, is_allowed) in [
            (&[][..], AllowOrigin::Missing, false),
            (&[(NAME, b"*".as_slice())], AllowOrigin::Star, true),
            (&[(NAME, b"https://a.example")], AllowOrigin::One(origin.to_owned()), true),
            (
                &[(NAME, b"https://A.example")],
                AllowOrigin::One("https://A.example".to_owned()),
                false,
            ),
            (
                &[(NAME, b"https://a.example"), (NAME, b"https://a.example")],
                AllowOrigin::Several("https://a.example, https://a.example".to_owned()),
                false,
            ),
            (
                &[(NAME, b"https://a.example https://b.example")],
                AllowOrigin::Several("https://a.example https://b.example".to_owned()),
                false,
            ),
            (&[(NAME, b"*, *")], AllowOrigin::Several("*, *".to_owned()), false),
            (&[(NAME, b"\x1b[2J")], AllowOrigin::One("\\x1b[2J".to_owned()), false),
        ] {
            let lines = lines.iter().filter(|(_, value)| !value.contains(&0x1b));
            let lines = lines.copied().collect::<Vec<_>>();
            if lines.is_empty() && allow_origin != AllowOrigin::Missing {
                // The `http` crate does not accept control characters in the first place.
                continue;
            }
            let response = response(&lines);
            let answer = Answer(&response);
            assert_eq!((answer.allow_origin(), answer.allows(origin)), (allow_origin, is_allowed));
        }
    }

    #[test]
    fn credentials_need_true_in_lower_case_and_no_star() {
        for (allow_origin, credentials, expected) in [
            ("https://a.example", "true", true),
            ("https://a.example", "True", false),
            ("https://a.example", "1", false),
            ("*", "true", false),
        ] {
            let response = response(&[
                ("access-control-allow-origin", allow_origin.as_bytes()),
                ("access-control-allow-credentials", credentials.as_bytes()),
            ]);
            let allows = Answer(&response).allows_with_credentials("https://a.example");
            assert_eq!(allows, expected, "{allow_origin} {credentials}");
        }
    }

    #[test]
    fn a_list_is_read_as_a_browser_reads_it() {
        let list = |lines: &[&[u8]]| {
            let lines = lines.iter().map(|line| ("access-control-allow-methods", *line));
            Answer(&response(&lines.collect::<Vec<_>>())).list(header::ACCESS_CONTROL_ALLOW_METHODS)
        };
        assert_eq!(
            list(&[b"PUT, ,DELETE", b"x"]),
            Ok(vec!["PUT".into(), "DELETE".into(), "x".into()])
        );
        assert_eq!(list(&[]), Ok(vec![]));
        for bad in [&b"PUT DELETE"[..], b"PUT; DELETE", b"\"PUT\"", b"[PUT]", b"P\xffT"] {
            assert_eq!(list(&[bad]), Err(Unreadable), "{bad:?}");
        }
    }

    #[test]
    fn caches_read_vary_and_cache_control() {
        let varies = |value: &[u8]| Answer(&response(&[("vary", value)])).varies_by_origin();
        assert!(varies(b"Accept, ORIGIN") && varies(b"*") && !varies(b"Origins") && !varies(b""));
        let storage = |value: &[u8]| Answer(&response(&[("cache-control", value)])).storage();
        assert_eq!(storage(b"no-store, public"), Storage::None);
        assert_eq!(storage(b"max-age=60, private"), Storage::Browser);
        assert_eq!(storage(b"Max-Age=60"), Storage::Everyone);
        assert_eq!(storage(b"max-age=0"), Storage::Heuristic);
    }
}
