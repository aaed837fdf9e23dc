//! The engine, for the types of the `http` crate.

use http::{HeaderMap, Method, header};

use crate::decision::{Actual, Decision, NotCors, Preflight};
use crate::engine::Verdict;
use crate::policy::Policy;

impl Policy {
    /// Decides about one request, from its method and its headers.
    ///
    /// Nothing is allocated, nothing panics, and no more of the request is read than the longest origin that the policy
    /// could allow.
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
    /// [`Decision`] shows what a server does that has no adapter here.
    ///
    /// [Fetch, HTTP requests](https://fetch.spec.whatwg.org/#http-requests)
    #[inline]
    pub fn decide(&'static self, method: &Method, headers: &HeaderMap) -> Decision {
        let origins = headers.get_all(header::ORIGIN).iter();
        let has_requested_method = || headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        match self.verdict(method == Method::OPTIONS, origins, has_requested_method) {
            Verdict::NotCors => Decision::NotCors(NotCors { policy: self }),
            Verdict::Preflight(judgement) => {
                Decision::Preflight(Preflight { policy: self, judgement })
            }
            Verdict::Actual(judgement) => Decision::Actual(Actual { policy: self, judgement }),
        }
    }
}
