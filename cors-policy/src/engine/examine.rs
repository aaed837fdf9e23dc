//! The engine: it decides about a request, for any type of header map.
//!
//! It reads the method, `Origin`, and whether the request has `Access-Control-Request-Method`; nothing else. It does
//! not compare the requested method and headers with the policy, because the browser does that. The answer has the full
//! lists. It is the same for every preflight of an allowed origin, and costs the same whatever the request asks for.

use super::denial::Denial;
use crate::origins::{Entry, Found, OriginRule};
use crate::policy::{Policy, StaticValue};

/// The kind of a request, and whether its origin may read the response.
///
/// This is a flat struct, and the `Writer` makes the header value of a listed origin. The compiler moves an enum that
/// contains a header value in overlapping pieces, and the processor has to wait for them.
#[derive(Clone, Debug)]
pub(crate) struct Examined<V> {
    pub(crate) kind: Kind,
    pub(crate) denial: Option<Denial>,
    /// The entry that equals the origin, if there is one.
    pub(crate) entry: Option<Entry>,
    /// The value of `Access-Control-Allow-Origin`, if the header is sent and there is no `entry`.
    pub(crate) allow_origin: V,
}

/// The kind of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    NotCors,
    Preflight,
    Actual,
}

impl Policy {
    /// Decides about a request from its method, its `Origin` lines, and whether it has `Access-Control-Request-Method`.
    /// `is_configured` tells whether the configuration adds an origin to those that the policy lists.
    #[inline]
    pub(crate) fn examine<V: StaticValue>(
        &self,
        is_configured: impl Fn(&[u8]) -> bool,
        is_options: bool,
        origin: Option<&V>,
        is_one_of_several: impl FnOnce() -> bool,
        has_requested_method: impl FnOnce() -> bool,
    ) -> Examined<V> {
        // A CORS request has an `Origin` header: <https://fetch.spec.whatwg.org/#cors-request>.
        let Some(origin) = origin else {
            return Examined {
                kind: Kind::NotCors,
                denial: None,
                entry: None,
                allow_origin: V::STAR,
            };
        };
        // A CORS-preflight request is an `OPTIONS` with `Access-Control-Request-Method`. Any other `OPTIONS` goes to
        // the handler: <https://fetch.spec.whatwg.org/#cors-preflight-request>.
        let is_preflight = is_options && has_requested_method();
        let kind = if is_preflight { Kind::Preflight } else { Kind::Actual };
        match self.judge(origin.as_ref(), is_one_of_several(), is_configured) {
            Ok(Reader::Anybody) => {
                Examined { kind, denial: None, entry: None, allow_origin: V::STAR }
            }
            Ok(Reader::Listed(Found::Entry(entry))) => {
                Examined { kind, denial: None, entry: Some(entry), allow_origin: V::STAR }
            }
            Ok(Reader::Listed(Found::Pattern)) => {
                Examined { kind, denial: None, entry: None, allow_origin: origin.clone() }
            }
            Err(denial) => {
                Examined { kind, denial: Some(denial), entry: None, allow_origin: V::STAR }
            }
        }
    }

    /// Whether this origin may read the response: the server's half of the CORS check,
    /// <https://fetch.spec.whatwg.org/#concept-cors-check>.
    #[inline]
    fn judge(
        &self,
        origin: &[u8],
        is_one_of_several: bool,
        is_configured: impl Fn(&[u8]) -> bool,
    ) -> Result<Reader, Denial> {
        match self.checked().origins {
            // Deliberate: a public resource gives the same answer to every request, even with several `Origin` lines,
            // so a cache can give one copy to everyone.
            OriginRule::Any => Ok(Reader::Anybody),
            OriginRule::None => Err(Denial::Closed),
            // A browser sends one line: <https://fetch.spec.whatwg.org/#append-a-request-origin-header>.
            OriginRule::Listed(_) if is_one_of_several => Err(Denial::SeveralOrigins),
            OriginRule::Listed(sets) => match self.find(sets, origin) {
                Some(found) => Ok(Reader::Listed(found)),
                None if is_configured(origin) => Ok(Reader::Listed(Found::Pattern)),
                None => Err(Denial::NotListed),
            },
        }
    }
}

/// Who may read the response.
#[derive(Clone, Copy)]
enum Reader {
    Anybody,
    Listed(Found),
}
