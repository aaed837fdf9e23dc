//! The engine, for the types of the `http` crate.

use http::{HeaderMap, HeaderValue, Method, header};

use super::asked::Asked;
use super::decision::Decision;
use super::denial::Denial;
use super::examine::{Reader, Verdict};
#[cfg(feature = "configured")]
use crate::origins::OriginTable;
use crate::policy::{Policy, Repeated};

impl Policy {
    /// Decides about a request from its method and its headers.
    ///
    /// It does not allocate, and it does not panic. It reads no more bytes of `Origin` than an origin can have. If the policy
    /// has `methods: any` or `request_headers: any` together with credentials, it also reads what a preflight asks for: at
    /// most 64 names and 4 KiB. If these names are on several lines, it allocates one list.
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
        let origin = headers.get(header::ORIGIN);
        Decision::of(self, self.examine_http(method, headers, origin), headers, origin)
    }

    /// Decides for an adapter. Not inlined, because otherwise its result would be moved once more, in pieces.
    #[inline(never)]
    pub(crate) fn examine_http(
        &self,
        method: &Method,
        headers: &HeaderMap,
        origin: Option<&HeaderValue>,
    ) -> Verdict {
        self.examine_parts(|_| false, method, headers, origin)
    }

    /// The same, with the origins that the configuration adds.
    #[cfg(feature = "configured")]
    #[inline(never)]
    pub(crate) fn examine_configured(
        &self,
        table: &OriginTable,
        method: &Method,
        headers: &HeaderMap,
        origin: Option<&HeaderValue>,
    ) -> Verdict {
        self.examine_parts(|origin| table.contains(origin), method, headers, origin)
    }

    #[inline]
    fn examine_parts(
        &self,
        is_configured: impl Fn(&[u8]) -> bool,
        method: &Method,
        headers: &HeaderMap,
        origin: Option<&HeaderValue>,
    ) -> Verdict {
        // If the map has as many lines as names, no name has several lines.
        let is_one_of_several = || {
            headers.len() > headers.keys_len()
                && headers.get_all(header::ORIGIN).iter().nth(1).is_some()
        };
        let has_requested_method = || headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        self.examine(
            is_configured,
            method == Method::OPTIONS,
            origin.map(HeaderValue::as_bytes),
            is_one_of_several,
            has_requested_method,
        )
    }
}

impl Decision {
    /// The decision, with the exact reason of a refusal. Adapters do not need that.
    pub(crate) fn of(
        policy: &'static Policy,
        mut verdict: Verdict,
        headers: &HeaderMap,
        origin: Option<&HeaderValue>,
    ) -> Self {
        let policy = verdict.answered_by(policy);
        if let (Reader::Nobody(Denial::NotListed), Some(origin)) = (verdict.reader, origin) {
            verdict.reader = Reader::Nobody(Denial::of(origin.as_bytes()));
        }
        let origin = origin.filter(|_| verdict.repeats_origin()).cloned();
        let asked = verdict.repeats(policy).map(|repeated| Asked::of_http(repeated, headers));
        Self::new(policy, verdict, origin, asked)
    }
}

impl Asked<HeaderValue> {
    /// What a preflight asks for.
    #[cold]
    pub(crate) fn of_http(repeated: Repeated, headers: &HeaderMap) -> Self {
        Self::read(
            repeated,
            || headers.get_all(header::ACCESS_CONTROL_REQUEST_METHOD).iter(),
            || headers.get_all(header::ACCESS_CONTROL_REQUEST_HEADERS).iter(),
        )
    }
}
