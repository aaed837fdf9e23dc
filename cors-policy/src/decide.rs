//! The engine: from what a request says to what the response must say.
//!
//! It reads the method, `Origin`, and whether there is an `Access-Control-Request-Method`; nothing else. What a
//! preflight asks for is not compared with the policy here, because the browser does that: the answer holds the whole
//! lists, is the same for every preflight of an allowed origin, and costs the same whatever was asked.

use http::{HeaderMap, HeaderValue, Method, header};

use crate::decision::{Actual, AllowedOrigin, Decision, NotCors, Preflight};
use crate::denial::Denial;
use crate::origins::{Found, OriginRule};
use crate::policy::{Policy, find};

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
        // A CORS request is one that carries `Origin`: <https://fetch.spec.whatwg.org/#cors-request>.
        let mut origins = headers.get_all(header::ORIGIN).iter();
        let Some(origin) = origins.next() else {
            return Decision::NotCors(NotCors { policy: self });
        };
        let verdict = self.judge(origin, origins.next().is_some());
        // A CORS-preflight request is one that says what it prepares: <https://fetch.spec.whatwg.org/#cors-preflight-request>.
        // Any other `OPTIONS` is meant for the handler.
        if method == Method::OPTIONS && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
        {
            Decision::Preflight(Preflight { policy: self, verdict })
        } else {
            Decision::Actual(Actual { policy: self, verdict })
        }
    }

    /// Whether this origin may read: the server's half of the CORS check,
    /// <https://fetch.spec.whatwg.org/#concept-cors-check>.
    #[inline]
    fn judge(
        &self,
        origin: &HeaderValue,
        is_one_of_several: bool,
    ) -> Result<AllowedOrigin, Denial> {
        match self.declared().origins {
            // Deliberate: a public resource gives everybody the same answer, several `Origin` lines or none, so that one
            // cached copy serves all.
            OriginRule::Any => Ok(AllowedOrigin::Any),
            OriginRule::None => Err(Denial::Closed),
            OriginRule::Listed(_) if is_one_of_several => Err(Denial::SeveralOrigins),
            OriginRule::Listed(sets) => match find(sets, origin.as_bytes()) {
                Some(Found::Exact(entry)) => Ok(AllowedOrigin::Listed(entry)),
                Some(Found::Pattern) => Ok(AllowedOrigin::Covered(origin.clone())),
                None => Err(Denial::of(origin.as_bytes())),
            },
        }
    }
}
