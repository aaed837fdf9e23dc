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
    /// All that a server without an adapter needs:
    ///
    /// ```
    /// use cors_policy::{Decision, cors_policy};
    /// use http::{Request, Response};
    ///
    /// cors_policy! {
    ///     static API = { origins: ["https://app.example.com"], methods: [PUT] };
    /// }
    ///
    /// # fn handle(_: Request<()>) -> Response<String> { Response::default() }
    /// fn serve(request: Request<()>) -> Response<String> {
    ///     match API.decide(request.method(), request.headers()) {
    ///         Decision::Preflight(preflight) => preflight.into_response(String::new()),
    ///         decision => {
    ///             let mut response = handle(request);
    ///             decision.apply(response.headers_mut());
    ///             response
    ///         }
    ///     }
    /// }
    /// # let request = Request::put("/").header("Origin", "https://app.example.com").body(()).unwrap();
    /// # assert_eq!(serve(request).headers()["access-control-allow-origin"], "https://app.example.com");
    /// ```
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
