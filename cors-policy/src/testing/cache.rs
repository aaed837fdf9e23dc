//! What preflights have allowed, until it expires: the
//! [CORS-preflight cache](https://fetch.spec.whatwg.org/#concept-cache).

use std::time::Duration;

use http::Method;

/// All entries of one browser. Its clock moves only when [`pass`](Self::pass) is called.
#[derive(Clone, Debug, Default)]
pub(super) struct Cache {
    now: Duration,
    entries: Vec<Entry>,
}

/// [Cache entry](https://fetch.spec.whatwg.org/#cache-entry). All entries of a cache are for one page.
#[derive(Clone, Debug)]
struct Entry {
    path: String,
    credentials: bool,
    expires: Duration,
    allows: Allows,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Allows {
    Method(Method),
    AnyMethod,
    /// In lower case.
    Header(String),
    AnyHeader,
}

impl Cache {
    pub(super) fn pass(&mut self, time: Duration) {
        self.now += time;
        let now = self.now;
        self.entries.retain(|entry| entry.expires > now);
    }

    /// [Method cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-method)
    pub(super) fn has_method(&self, path: &str, credentials: bool, method: &Method) -> bool {
        self.has(path, credentials, |allows| match allows {
            Allows::Method(allowed) => allowed == method,
            Allows::AnyMethod => true,
            _ => false,
        })
    }

    /// [Header-name cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-header)
    pub(super) fn has_header(&self, path: &str, credentials: bool, name: &str) -> bool {
        self.has(path, credentials, |allows| match allows {
            Allows::Header(allowed) => allowed == name,
            Allows::AnyHeader => name != "authorization",
            _ => false,
        })
    }

    fn has(&self, path: &str, credentials: bool, allows: impl Fn(&Allows) -> bool) -> bool {
        self.entries.iter().any(|entry| {
            // An entry with credentials also allows requests without credentials.
            entry.path == path && (entry.credentials || !credentials) && allows(&entry.allows)
        })
    }

    /// [Clear cache entries](https://fetch.spec.whatwg.org/#concept-cache-clear)
    pub(super) fn clear(&mut self, path: &str) {
        self.entries.retain(|entry| entry.path != path);
    }

    /// [Create a new cache entry](https://fetch.spec.whatwg.org/#concept-cache-create-entry), or renew an existing one.
    pub(super) fn keep(&mut self, path: &str, credentials: bool, age: Duration, allows: Allows) {
        self.entries.retain(|entry| {
            entry.path != path || entry.credentials != credentials || entry.allows != allows
        });
        if !age.is_zero() {
            let expires = self.now + age;
            self.entries.push(Entry { path: path.to_owned(), credentials, expires, allows });
        }
    }
}
