//! The engine, for the types of the `http` crate.

use http::{HeaderMap, HeaderValue, Method, header};

use super::decision::Decision;
use super::denial::Denial;
use super::examine::Examined;
use crate::policy::Policy;

impl Policy {
    /// Decides about a request from its method and its headers.
    ///
    /// It does not allocate, and it does not panic. It reads no more bytes of `Origin` than an origin can have.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::cors_policy;
    /// use http::{HeaderMap, HeaderValue, Method, header};
    ///
    /// cors_policy! {
    ///     static API = { origins: ["https://app.example.com"] };
    /// }
    ///
    /// let app = HeaderValue::from_static("https://app.example.com");
    /// let asked = HeaderMap::from_iter([(header::ORIGIN, app.clone())]);
    /// let mut headers = HeaderMap::new();
    /// API.decide(&Method::GET, &asked).apply(&mut headers);
    /// assert_eq!(headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], app);
    /// assert_eq!(headers[header::VARY], "Origin");
    /// ```
    ///
    /// [`Decision`] shows how a server without an adapter calls this.
    ///
    /// [Fetch, HTTP requests](https://fetch.spec.whatwg.org/#http-requests)
    pub fn decide(&'static self, method: &Method, headers: &HeaderMap) -> Decision {
        let mut examined = self.examine_http(method, headers);
        if examined.denial == Some(Denial::NotListed) {
            // Adapters do not need the exact reason, so `examine` does not look for it.
            examined.denial =
                headers.get(header::ORIGIN).map(|origin| Denial::of(origin.as_bytes()));
        }
        Decision::new(self, examined)
    }

    /// The same, for an adapter, without the exact reason of a refusal. If this were inlined, the compiler would move its
    /// result once more, in pieces.
    #[inline(never)]
    pub(crate) fn examine_http(
        &self,
        method: &Method,
        headers: &HeaderMap,
    ) -> Examined<HeaderValue> {
        let origin = headers.get(header::ORIGIN);
        // If the map has as many lines as names, no name has several lines.
        let is_one_of_several = || {
            headers.len() > headers.keys_len()
                && headers.get_all(header::ORIGIN).iter().nth(1).is_some()
        };
        let has_requested_method = || headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        self.examine(method == Method::OPTIONS, origin, is_one_of_several, has_requested_method)
    }
}
