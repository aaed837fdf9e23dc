//! A request of Rocket, in the parts that a view needs.

use std::borrow::Cow;
use std::cell::OnceCell;

use rocket::Request;
use rocket::http::HeaderMap;

/// A request, and the texts that a view of it borrows.
#[derive(Debug)]
pub(crate) struct RocketRequest<'a> {
    request: &'a Request<'a>,
    path: Cow<'a, str>,
    /// What Rocket knows of the host, once it was asked for.
    host: OnceCell<Option<String>>,
}

impl<'a> RocketRequest<'a> {
    pub(crate) fn new(request: &'a Request<'a>) -> Self {
        Self { request, path: routed_path(request), host: OnceCell::new() }
    }

    pub(super) fn method(&self) -> &'static str {
        self.request.method().as_str()
    }

    pub(super) fn headers(&self) -> &'a HeaderMap<'a> {
        self.request.headers()
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The host that Rocket has found, with its port: over HTTP/2 the one in the URL, else the one in `Host`.
    pub(super) fn host(&self) -> Option<&str> {
        self.host.get_or_init(|| self.request.host().map(ToString::to_string)).as_deref()
    }

    /// A value that an earlier fairing put into the cache of the request.
    pub(super) fn cached<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.request.local_cache(|| None::<T>).clone()
    }
}

/// The text, if it is what `http::HeaderValue::to_str` accepts too.
pub(super) fn visible_ascii(text: &str) -> Option<&str> {
    text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~')).then_some(text)
}

/// The path that the router compares with the routes: it decodes `%61`, and ignores empty segments. An escape that would be
/// a slash or a percent sign remains one, because the router takes neither for a separator of segments.
fn routed_path<'a>(request: &'a Request<'a>) -> Cow<'a, str> {
    let path = request.uri().path();
    let text = path.raw().as_str();
    let is_routed = !text.contains('%') && !text.contains("//");
    if is_routed && text.starts_with('/') && (text.len() == 1 || !text.ends_with('/')) {
        return Cow::Borrowed(text);
    }
    let mut routed = String::with_capacity(text.len());
    for segment in path.segments() {
        routed.push('/');
        for char in segment.chars() {
            match char {
                '/' => routed.push_str("%2F"),
                '%' => routed.push_str("%25"),
                _ => routed.push(char),
            }
        }
    }
    if routed.is_empty() {
        routed.push('/');
    }
    Cow::Owned(routed)
}

#[cfg(test)]
mod tests {
    use rocket::Config;
    use rocket::config::LogLevel;
    use rocket::local::blocking::Client;

    use super::{routed_path, visible_ascii};

    #[test]
    fn the_path_is_the_one_that_the_router_compares() {
        let config = Config { log_level: LogLevel::Off, ..Config::debug_default() };
        let client = Client::untracked(rocket::custom(config)).unwrap();
        for (uri, path) in [
            ("/", "/"),
            ("//", "/"),
            ("/?a", "/"),
            ("/a", "/a"),
            ("/a/", "/a"),
            ("//a//b/?c", "/a/b"),
            ("/%61/%62", "/a/b"),
            ("/%C3%A9", "/\u{e9}"),
            ("/a%2Fb", "/a%2Fb"),
            ("/a%2fb/", "/a%2Fb"),
            ("/a%252Fb", "/a%252Fb"),
            ("/%25", "/%25"),
            ("/%2561", "/%2561"),
        ] {
            assert_eq!(routed_path(client.get(uri).inner()), path, "{uri}");
        }
    }

    #[test]
    fn only_visible_ascii_is_text_for_a_view() {
        for text in ["", "a b\t~", "https://app.example.com"] {
            assert_eq!(visible_ascii(text), Some(text));
        }
        for text in ["\u{e9}", "a\u{7f}", "\u{0}"] {
            assert_eq!(visible_ascii(text), None, "{text:?}");
        }
    }
}
