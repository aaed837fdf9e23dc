//! The decision about a request.

use http::{HeaderValue, StatusCode};

use super::asked::Asked;
use super::denial::Denial;
use super::examine::{Kind, Verdict};
use crate::policy::Policy;

#[doc = include_str!("decision.md")]
#[derive(Clone, Debug)]
#[must_use = "a decision does nothing until it is applied to a response"]
#[expect(
    clippy::exhaustive_enums,
    reason = "Fetch knows these three kinds of requests, and an adapter must handle each"
)]
pub enum Decision {
    /// A [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): answer it with
    /// [`into_response`](Preflight::into_response), and do not call the handler.
    Preflight(Preflight),
    /// Any other [CORS request](https://fetch.spec.whatwg.org/#cors-request), allowed or not: call the handler, and
    /// [`apply`](Decision::apply) this to its response, whatever the status. Browsers send `Origin` with same-origin
    /// requests too, so a refused one must not be blocked.
    Actual(Actual),
    /// A request without `Origin`: call the handler, and [`apply`](Decision::apply) this to its response, because a
    /// cache may give that response to requests with `Origin`.
    NotCors(NotCors),
}

/// The decision about a preflight.
#[derive(Clone, Debug)]
pub struct Preflight {
    pub(crate) policy: &'static Policy,
    pub(crate) verdict: Verdict,
    /// The request's `Origin`, if the answer repeats it.
    pub(crate) origin: Option<HeaderValue>,
    /// What the request asks for, if the answer repeats it.
    pub(crate) asked: Option<Asked<HeaderValue>>,
}

/// The decision about a CORS request that is not a preflight.
#[derive(Clone, Debug)]
pub struct Actual {
    pub(crate) policy: &'static Policy,
    pub(crate) verdict: Verdict,
    /// The request's `Origin`, if the answer repeats it.
    pub(crate) origin: Option<HeaderValue>,
}

/// The decision about a request without `Origin`.
#[derive(Clone, Debug)]
pub struct NotCors {
    pub(crate) policy: &'static Policy,
    pub(crate) verdict: Verdict,
    /// The request's `Origin`, if the answer repeats it.
    pub(crate) origin: Option<HeaderValue>,
}

impl Decision {
    /// Returns why the request's origin is refused, or `None` if it is not refused.
    #[must_use]
    pub const fn denial(&self) -> Option<Denial> {
        match self {
            Self::Preflight(Preflight { verdict, .. })
            | Self::Actual(Actual { verdict, .. })
            | Self::NotCors(NotCors { verdict, .. }) => verdict.denial(),
        }
    }

    pub(crate) fn new(
        policy: &'static Policy,
        verdict: Verdict,
        origin: Option<HeaderValue>,
        asked: Option<Asked<HeaderValue>>,
    ) -> Self {
        match verdict.kind {
            Kind::NotCors => Self::NotCors(NotCors { policy, verdict, origin }),
            Kind::Preflight => Self::Preflight(Preflight { policy, verdict, origin, asked }),
            Kind::Actual => Self::Actual(Actual { policy, verdict, origin }),
        }
    }
}

impl Preflight {
    /// Returns why the request's origin is refused, or `None` if it is not refused.
    #[must_use]
    pub const fn denial(&self) -> Option<Denial> {
        self.verdict.denial()
    }

    /// Returns the status of the answer: 204 if the origin is allowed, and 403 if not.
    ///
    /// A [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch) succeeds only with an
    /// [ok status](https://fetch.spec.whatwg.org/#ok-status): 200 to 299.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        preflight_status(self.verdict.denial())
    }
}

pub(crate) const fn preflight_status(denial: Option<Denial>) -> StatusCode {
    match denial {
        None => StatusCode::NO_CONTENT,
        Some(_) => StatusCode::FORBIDDEN,
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, Method, header};

    use super::Decision;
    use crate::engine::Denial;
    use crate::policy::Policy;

    static CLOSED: Policy = Policy::CLOSED;
    static PUBLIC: Policy = Policy::PUBLIC;

    fn preflight() -> HeaderMap {
        HeaderMap::from_iter([
            (header::ORIGIN, HeaderValue::from_static("https://app.example.com")),
            (header::ACCESS_CONTROL_REQUEST_METHOD, HeaderValue::from_static("PUT")),
        ])
    }

    #[test]
    fn a_decision_says_why_an_origin_is_refused() {
        for method in [Method::GET, Method::OPTIONS] {
            let denial = |policy: &'static Policy| policy.decide(&method, &preflight()).denial();
            assert_eq!(denial(&CLOSED), Some(Denial::Closed), "{method}");
            assert_eq!(denial(&PUBLIC), None, "{method}");
        }
        assert_eq!(CLOSED.decide(&Method::GET, &HeaderMap::new()).denial(), None);
    }

    #[test]
    fn so_does_the_decision_about_a_preflight() {
        for (policy, expected) in [(&CLOSED, Some(Denial::Closed)), (&PUBLIC, None)] {
            let decision = policy.decide(&Method::OPTIONS, &preflight());
            let Decision::Preflight(preflight) = decision else {
                panic!("{decision:?}");
            };
            assert_eq!(preflight.denial(), expected);
        }
    }
}
