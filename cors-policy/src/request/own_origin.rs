//! Whether a page of the server itself has sent a request.

use std::fmt::{Debug, Formatter, Result};
use std::sync::Arc;

use super::view::RequestView;

/// How a server knows its own origin.
#[derive(Clone, Default)]
pub(crate) struct OwnOrigin {
    /// What the user says, if the request does not tell the origin that the browser knows.
    find: Option<Arc<Find>>,
}

type Find = dyn Fn(&RequestView<'_>) -> Option<String> + Send + Sync;

impl OwnOrigin {
    pub(crate) fn found_by(
        find: impl Fn(&RequestView<'_>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self { find: Some(Arc::new(find)) }
    }

    /// Whether the user tells the own origin.
    pub(crate) const fn is_told(&self) -> bool {
        self.find.is_some()
    }

    /// Whether `origin` is the origin that the request was sent to.
    ///
    /// *Deliberate*: without the user's word, `http://` and `https://` of one host are both own origins. An HTTP/1 request
    /// does not contain its scheme, and behind a proxy that ends TLS, that of an HTTP/2 request is not the browser's.
    /// Go's `http.CrossOriginProtection` compares only the host, too.
    pub(crate) fn is(&self, origin: &str, request: &RequestView<'_>) -> bool {
        if let Some(find) = &self.find {
            return find(request).is_some_and(|own| own == origin);
        }
        let Some((scheme, rest)) = origin.split_once("://") else { return false };
        request.authority().is_some_and(|authority| authority.is_of_origin(scheme, rest))
    }
}

impl Debug for OwnOrigin {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(if self.find.is_some() { "Found" } else { "Host" })
    }
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::OwnOrigin;
    use crate::request::RequestView;

    fn request(uri: &str, host: Option<&str>) -> Request<()> {
        let request = Request::post(uri).header("x-forwarded-host", "app.example.com");
        match host {
            Some(host) => request.header("host", host),
            None => request,
        }
        .body(())
        .unwrap()
    }

    #[test]
    fn the_own_origin_has_the_host_of_the_request() {
        let is_own = |origin, uri, host| {
            OwnOrigin::default().is(origin, &RequestView::from(&request(uri, host)))
        };
        for (origin, uri, host) in [
            ("https://api.example.com", "/", Some("api.example.com")),
            ("http://api.example.com", "/", Some("api.example.com")),
            ("http://localhost:3000", "/", Some("localhost:3000")),
            ("https://api.example.com", "https://api.example.com/", None),
            ("https://api.example.com", "https://api.example.com/", Some("api.example.com:443")),
        ] {
            assert!(is_own(origin, uri, host), "{origin} {uri} {host:?}");
        }
        for (origin, uri, host) in [
            ("https://app.example.com", "/", Some("api.example.com")),
            ("http://localhost:3001", "/", Some("localhost:3000")),
            ("null", "/", Some("null")),
            ("", "/", Some("api.example.com")),
            ("api.example.com", "/", Some("api.example.com")),
            ("https://api.example.com", "/", None),
            // A cache or a proxy in front may use the other one.
            ("https://api.example.com", "https://api.example.com/", Some("evil.example")),
        ] {
            assert!(!is_own(origin, uri, host), "{origin} {uri} {host:?}");
        }
    }

    #[test]
    fn the_user_knows_it_behind_a_proxy() {
        let own = OwnOrigin::found_by(|request| {
            Some(format!("https://{}", request.header("X-Forwarded-Host")?))
        });
        let request = request("/", Some("10.0.0.1:3000"));
        let is_own = |origin| own.is(origin, &RequestView::from(&request));
        assert!(is_own("https://app.example.com"));
        assert!(!is_own("http://app.example.com"));
        assert!(!is_own("http://10.0.0.1:3000"));
    }
}
