//! The engine: it decides about a request, for any type of header map.
//!
//! It reads the method, `Origin`, and whether the request has `Access-Control-Request-Method`; nothing else. It does
//! not compare the requested method and headers with the policy, because the browser does that. The answer has the full
//! lists. It is the same for every preflight of an allowed origin, and costs the same whatever the request asks for. The
//! exception are policies with `any` together with credentials: see `asked.rs`.

use super::denial::Denial;
use crate::origins::{Entry, Found, OriginRule};
use crate::policy::{Policy, Repeated};

/// The kind of a request, and whether its origin may read the response.
///
/// It has no header value in it, so that it fits into two registers. The compiler moves a larger one in overlapping
/// pieces, and the processor has to wait for them: 6 ns of a refused preflight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) kind: Kind,
    pub(crate) reader: Reader,
}

/// Who may read the response.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reader {
    /// Everyone: the value of `Access-Control-Allow-Origin` is `*`.
    Anybody,
    /// The origin of the request, which equals this entry.
    Entry(Entry),
    /// The origin of the request, which a pattern or the configuration allows.
    Request,
    Nobody(Denial),
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
    pub(crate) fn examine(
        &self,
        is_configured: impl Fn(&[u8]) -> bool,
        is_options: bool,
        origin: Option<&[u8]>,
        is_one_of_several: impl FnOnce() -> bool,
        has_requested_method: impl FnOnce() -> bool,
    ) -> Verdict {
        // A CORS request has an `Origin` header: <https://fetch.spec.whatwg.org/#cors-request>.
        let Some(origin) = origin else {
            return Verdict { kind: Kind::NotCors, reader: Reader::Anybody };
        };
        // A CORS-preflight request is an `OPTIONS` with `Access-Control-Request-Method`. Any other `OPTIONS` goes to
        // the handler: <https://fetch.spec.whatwg.org/#cors-preflight-request>.
        let is_preflight = is_options && has_requested_method();
        let kind = if is_preflight { Kind::Preflight } else { Kind::Actual };
        Verdict { kind, reader: self.judge(origin, is_one_of_several(), is_configured) }
    }

    /// Whether this origin may read the response: the server's half of the CORS check,
    /// <https://fetch.spec.whatwg.org/#concept-cors-check>.
    #[inline]
    fn judge(
        &self,
        origin: &[u8],
        is_one_of_several: bool,
        is_configured: impl Fn(&[u8]) -> bool,
    ) -> Reader {
        match self.checked().origins {
            // Deliberate: a public resource gives the same answer to every request, even with several `Origin` lines,
            // so a cache can give one copy to everyone.
            OriginRule::Any => Reader::Anybody,
            OriginRule::None => Reader::Nobody(Denial::Closed),
            // A browser sends one line: <https://fetch.spec.whatwg.org/#append-a-request-origin-header>.
            OriginRule::Listed(_) if is_one_of_several => self.unlisted(Denial::SeveralOrigins),
            OriginRule::Listed(sets) => match self.find(sets, origin) {
                Some(Found::Entry(entry)) => Reader::Entry(entry),
                Some(Found::Pattern) => Reader::Request,
                None if is_configured(origin) => Reader::Request,
                None => self.unlisted(Denial::NotListed),
            },
        }
    }
}

impl Verdict {
    /// Why the origin is refused, if it is.
    pub(crate) const fn denial(self) -> Option<Denial> {
        match self.reader {
            Reader::Nobody(denial) => Some(denial),
            Reader::Anybody | Reader::Entry(_) | Reader::Request => None,
        }
    }

    /// Which headers of the request the answer repeats, if it is the answer to a preflight of an allowed origin.
    #[inline]
    pub(crate) const fn repeats(self, policy: &Policy) -> Option<Repeated> {
        // Few policies repeat anything.
        let Some(repeated) = policy.repeated() else { return None };
        match (self.kind, self.reader) {
            (Kind::NotCors | Kind::Actual, _) | (_, Reader::Nobody(_)) => None,
            (Kind::Preflight, _) => Some(repeated),
        }
    }

    /// Whether the value of `Access-Control-Allow-Origin` is that of the request's `Origin`.
    #[inline]
    pub(crate) const fn repeats_origin(self) -> bool {
        matches!(self.reader, Reader::Request)
    }
}
