//! The engine: from what a request says to what the response must say, whatever the types of the server.
//!
//! It reads the method, `Origin`, and whether there is an `Access-Control-Request-Method`; nothing else. What a
//! preflight asks for is not compared with the policy here, because the browser does that: the answer holds the whole
//! lists, is the same for every preflight of an allowed origin, and costs the same whatever was asked.

use super::denial::Denial;
use crate::origins::{Entry, Found, OriginRule};
use crate::policy::{Policy, StaticValue};

/// What kind of request it is, and whether its origin may read.
///
/// Flat, and the value of a listed origin is made where it is written: the compiler moves an enum with a header value in
/// it in overlapping pieces, for which the processor waits.
#[derive(Clone, Debug)]
pub(crate) struct Examined<V> {
    pub(crate) kind: Kind,
    pub(crate) denial: Option<Denial>,
    /// The entry that the origin is, if it is one.
    pub(crate) entry: Option<Entry>,
    /// What `Access-Control-Allow-Origin` says, if it is not that entry, and if it says anything.
    pub(crate) allow_origin: V,
}

/// What kind of request it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    NotCors,
    Preflight,
    Actual,
}

impl Policy {
    /// Decides about a request: its method, its `Origin` lines, and whether it names a requested method. `is_configured`
    /// tells whether the configuration adds an origin to those that a policy lists.
    #[inline]
    pub(crate) fn examine<V: StaticValue>(
        &self,
        is_configured: impl Fn(&[u8]) -> bool,
        is_options: bool,
        origin: Option<&V>,
        is_one_of_several: impl FnOnce() -> bool,
        has_requested_method: impl FnOnce() -> bool,
    ) -> Examined<V> {
        // A CORS request is one that carries `Origin`: <https://fetch.spec.whatwg.org/#cors-request>.
        let Some(origin) = origin else {
            return Examined {
                kind: Kind::NotCors,
                denial: None,
                entry: None,
                allow_origin: V::STAR,
            };
        };
        // A CORS-preflight request is an `OPTIONS` that says what it prepares, and any other `OPTIONS` is meant for the
        // handler: <https://fetch.spec.whatwg.org/#cors-preflight-request>.
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

    /// Whether this origin may read: the server's half of the CORS check,
    /// <https://fetch.spec.whatwg.org/#concept-cors-check>.
    #[inline]
    fn judge(
        &self,
        origin: &[u8],
        is_one_of_several: bool,
        is_configured: impl Fn(&[u8]) -> bool,
    ) -> Result<Reader, Denial> {
        match self.checked().origins {
            // Deliberate: a public resource gives everybody the same answer, several `Origin` lines or none, so that one
            // cached copy serves all.
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

/// Who may read.
#[derive(Clone, Copy)]
enum Reader {
    Anybody,
    Listed(Found),
}
