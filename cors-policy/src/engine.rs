//! The engine: from what a request says to what the response must say, whatever the types of the server.
//!
//! It reads the method, `Origin`, and whether there is an `Access-Control-Request-Method`; nothing else. What a
//! preflight asks for is not compared with the policy here, because the browser does that: the answer holds the whole
//! lists, is the same for every preflight of an allowed origin, and costs the same whatever was asked.

use crate::denial::Denial;
use crate::fields::Value;
use crate::origins::{Found, OriginRule};
use crate::policy::Policy;

/// What kind of request it is, and whether its origin may read.
pub(crate) enum Verdict<V> {
    NotCors,
    Preflight(Judgement<V>),
    Actual(Judgement<V>),
}

/// What `Access-Control-Allow-Origin` says to an origin, if it may read.
pub(crate) type Judgement<V> = Result<V, Denial>;

/// The same in one piece, for those that keep it while a service works.
///
/// Flat, because the compiler moves an enum with a header value in it in overlapping pieces, for which the processor
/// waits.
#[derive(Debug)]
pub(crate) struct Examined<V> {
    pub(crate) kind: Kind,
    pub(crate) denial: Option<Denial>,
    /// What `Access-Control-Allow-Origin` says. Nothing, if there is a denial or no origin.
    pub(crate) origin: V,
}

/// What kind of request it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    NotCors,
    Preflight,
    Actual,
}

impl Policy {
    /// Decides about a request: its method, its lines of `Origin`, and whether it says what it prepares.
    #[cfg(feature = "actix-web")]
    #[inline]
    pub(crate) fn verdict<'a, V: Value + 'a>(
        &self,
        is_options: bool,
        mut origins: impl Iterator<Item = &'a V>,
        has_requested_method: impl FnOnce() -> bool,
    ) -> Verdict<V> {
        let origin = origins.next();
        self.examine(is_options, origin, || origins.next().is_some(), has_requested_method)
            .into_verdict()
    }

    /// Does so in one piece.
    #[inline]
    pub(crate) fn examine<V: Value>(
        &self,
        is_options: bool,
        origin: Option<&V>,
        is_one_of_several: impl FnOnce() -> bool,
        has_requested_method: impl FnOnce() -> bool,
    ) -> Examined<V> {
        // A CORS request is one that carries `Origin`: <https://fetch.spec.whatwg.org/#cors-request>.
        let Some(origin) = origin else {
            return Examined { kind: Kind::NotCors, denial: None, origin: V::of("") };
        };
        // A CORS-preflight request is an `OPTIONS` that says what it prepares, and any other `OPTIONS` is meant for the
        // handler: <https://fetch.spec.whatwg.org/#cors-preflight-request>.
        let is_preflight = is_options && has_requested_method();
        let kind = if is_preflight { Kind::Preflight } else { Kind::Actual };
        match self.judge(origin, is_one_of_several()) {
            Ok(origin) => Examined { kind, denial: None, origin },
            Err(denial) => Examined { kind, denial: Some(denial), origin: V::of("") },
        }
    }

    /// Whether this origin may read: the server's half of the CORS check,
    /// <https://fetch.spec.whatwg.org/#concept-cors-check>.
    #[inline]
    fn judge<V: Value>(&self, origin: &V, is_one_of_several: bool) -> Judgement<V> {
        match self.declared().origins {
            // Deliberate: a public resource gives everybody the same answer, several `Origin` lines or none, so that one
            // cached copy serves all.
            OriginRule::Any => Ok(V::of("*")),
            OriginRule::None => Err(Denial::Closed),
            // A browser sends one line: <https://fetch.spec.whatwg.org/#append-a-request-origin-header>.
            OriginRule::Listed(_) if is_one_of_several => Err(Denial::SeveralOrigins),
            OriginRule::Listed(sets) => match self.find(sets, origin.as_ref()) {
                Some(Found::Exact { text, value }) => Ok(V::of_entry(text, value)),
                Some(Found::Pattern) => Ok(origin.clone()),
                None => Err(Denial::of(origin.as_ref())),
            },
        }
    }
}

impl<V> Examined<V> {
    #[cfg(any(feature = "tower", feature = "hyper"))]
    #[inline]
    pub(crate) const fn is_preflight(&self) -> bool {
        matches!(self.kind, Kind::Preflight)
    }

    #[inline]
    pub(crate) fn into_verdict(self) -> Verdict<V> {
        match self.kind {
            Kind::NotCors => Verdict::NotCors,
            Kind::Preflight => Verdict::Preflight(self.into_judgement()),
            Kind::Actual => Verdict::Actual(self.into_judgement()),
        }
    }

    #[inline]
    pub(crate) fn into_judgement(self) -> Judgement<V> {
        self.denial.map_or(Ok(self.origin), Err)
    }
}
