//! The engine: from what a request says to what the response must say, whatever the types of the server.
//!
//! It reads the method, `Origin`, and whether there is an `Access-Control-Request-Method`; nothing else. What a
//! preflight asks for is not compared with the policy here, because the browser does that: the answer holds the whole
//! lists, is the same for every preflight of an allowed origin, and costs the same whatever was asked.

use crate::denial::Denial;
use crate::origins::{Found, OriginRule};
use crate::policy::{Policy, find};

/// What kind of request it is, and whether its origin may read.
pub(crate) enum Verdict<V> {
    NotCors,
    Preflight(Judgement<V>),
    Actual(Judgement<V>),
}

/// Whether an origin may read.
pub(crate) type Judgement<V> = Result<Allowed<V>, Denial>;

/// What `Access-Control-Allow-Origin` says to an origin that may read.
#[derive(Clone, Debug)]
pub(crate) enum Allowed<V> {
    /// `*`
    Any,
    /// An entry of the policy.
    Listed(&'static str),
    /// The request's `Origin`, which a pattern covers.
    Covered(V),
}

impl Policy {
    /// Decides about a request: its method, its lines of `Origin`, and whether it says what it prepares.
    #[inline]
    pub(crate) fn verdict<'a, V: AsRef<[u8]> + Clone + 'a>(
        &self,
        is_options: bool,
        mut origins: impl Iterator<Item = &'a V>,
        has_requested_method: impl FnOnce() -> bool,
    ) -> Verdict<V> {
        // A CORS request is one that carries `Origin`: <https://fetch.spec.whatwg.org/#cors-request>.
        let Some(origin) = origins.next() else {
            return Verdict::NotCors;
        };
        let judgement = self.judge(origin, origins.next().is_some());
        // A CORS-preflight request is an `OPTIONS` that says what it prepares, and any other `OPTIONS` is meant for the
        // handler: <https://fetch.spec.whatwg.org/#cors-preflight-request>.
        if is_options && has_requested_method() {
            Verdict::Preflight(judgement)
        } else {
            Verdict::Actual(judgement)
        }
    }

    /// Whether this origin may read: the server's half of the CORS check,
    /// <https://fetch.spec.whatwg.org/#concept-cors-check>.
    #[inline]
    fn judge<V: AsRef<[u8]> + Clone>(&self, origin: &V, is_one_of_several: bool) -> Judgement<V> {
        match self.declared().origins {
            // Deliberate: a public resource gives everybody the same answer, several `Origin` lines or none, so that one
            // cached copy serves all.
            OriginRule::Any => Ok(Allowed::Any),
            OriginRule::None => Err(Denial::Closed),
            // A browser sends one line: <https://fetch.spec.whatwg.org/#append-a-request-origin-header>.
            OriginRule::Listed(_) if is_one_of_several => Err(Denial::SeveralOrigins),
            OriginRule::Listed(sets) => match find(sets, origin.as_ref()) {
                Some(Found::Exact(entry)) => Ok(Allowed::Listed(entry)),
                Some(Found::Pattern) => Ok(Allowed::Covered(origin.clone())),
                None => Err(Denial::of(origin.as_ref())),
            },
        }
    }
}
