//! What was decided about a request, and how it gets onto the response.

use http::{HeaderMap, HeaderValue, Response, StatusCode};

use crate::denial::Denial;
use crate::engine::{Examined, Judgement, Verdict};
use crate::fields::Writer;
use crate::policy::Policy;

#[doc = include_str!("decision.md")]
#[derive(Clone, Debug)]
#[must_use = "a decision does nothing until it is applied to a response"]
#[expect(
    clippy::exhaustive_enums,
    reason = "Fetch knows these three kinds of requests, and an adapter must handle each"
)]
pub enum Decision {
    /// A [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): answer it, and do not call the
    /// handler.
    Preflight(Preflight),
    /// Any other [CORS request](https://fetch.spec.whatwg.org/#cors-request), allowed or not: call the handler, and
    /// [`apply`](Decision::apply) this to its response, whatever the status. Browsers send `Origin` with same-origin
    /// requests too, so a refused one must not be blocked.
    Actual(Actual),
    /// A request without `Origin`: call the handler, and [`apply`](Decision::apply) this to its response, for a cache
    /// may keep it and give it to others.
    NotCors(NotCors),
}

/// The decision about a preflight.
#[derive(Clone, Debug)]
pub struct Preflight {
    pub(crate) policy: &'static Policy,
    pub(crate) judgement: Judgement<HeaderValue>,
}

/// The decision about a CORS request that is no preflight.
#[derive(Clone, Debug)]
pub struct Actual {
    pub(crate) policy: &'static Policy,
    pub(crate) judgement: Judgement<HeaderValue>,
}

/// The decision about a request without `Origin`.
#[derive(Clone, Debug)]
pub struct NotCors {
    pub(crate) policy: &'static Policy,
}

impl Decision {
    /// Why the request's origin is refused, if it is.
    #[must_use]
    pub const fn denial(&self) -> Option<Denial> {
        match self {
            Self::Preflight(Preflight { judgement: Err(denial), .. })
            | Self::Actual(Actual { judgement: Err(denial), .. }) => Some(*denial),
            _ => None,
        }
    }

    /// Makes the headers of a response say what was decided.
    ///
    /// Every CORS header that is there is removed first, for one layer owns them. `Vary` is merged, and each of its
    /// lines survives. If the map is so full that it cannot take the new headers (above 24,000 names), it is left
    /// without any CORS header, which refuses, and if need be without `Vary`.
    pub fn apply(self, headers: &mut HeaderMap) {
        match self {
            Self::Preflight(Preflight { policy, judgement }) => {
                Writer::new(policy, headers).preflight(judgement);
            }
            Self::Actual(Actual { policy, judgement }) => {
                Writer::new(policy, headers).actual(judgement);
            }
            Self::NotCors(NotCors { policy }) => Writer::new(policy, headers).not_cors(),
        }
    }

    pub(crate) fn new(policy: &'static Policy, examined: Examined<HeaderValue>) -> Self {
        match examined.into_verdict() {
            Verdict::NotCors => Self::NotCors(NotCors { policy }),
            Verdict::Preflight(judgement) => Self::Preflight(Preflight { policy, judgement }),
            Verdict::Actual(judgement) => Self::Actual(Actual { policy, judgement }),
        }
    }
}

impl Preflight {
    /// Why the request's origin is refused, if it is.
    #[must_use]
    pub fn denial(&self) -> Option<Denial> {
        self.judgement.as_ref().err().copied()
    }

    /// The status of the answer: 204 if the origin is allowed, and 403 if not.
    ///
    /// An [ok status](https://fetch.spec.whatwg.org/#ok-status) is what
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch) asks for.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self.judgement {
            Ok(_) => preflight_status(None),
            Err(denial) => preflight_status(Some(denial)),
        }
    }

    /// The whole answer. `body` is meant to be an empty one.
    pub fn into_response<B>(self, body: B) -> Response<B> {
        let mut response = Response::new(body);
        *response.status_mut() = self.status();
        Decision::Preflight(self).apply(response.headers_mut());
        response
    }
}

pub(crate) const fn preflight_status(denial: Option<Denial>) -> StatusCode {
    match denial {
        None => StatusCode::NO_CONTENT,
        Some(_) => StatusCode::FORBIDDEN,
    }
}
