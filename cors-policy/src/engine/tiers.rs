//! The two tiers of a policy: the origins that it lists, and `anyone_else`.

use super::denial::Denial;
use super::examine::{Reader, Verdict};
use crate::policy::Policy;

impl Policy {
    /// Who may read the response to a request that no listed origin has sent.
    ///
    /// *Deliberate*: with `anyone_else` this is the same for an origin that is not listed, for `null`, and for what no
    /// browser sends: a malformed `Origin` and several lines. As with `origins: any`, everyone may read the response, so
    /// nobody is refused.
    #[inline]
    pub(super) const fn unlisted(&self, denial: Denial) -> Reader {
        match self.anyone_else() {
            None => Reader::Nobody(denial),
            Some(_) => Reader::Anybody,
        }
    }
}

impl Verdict {
    /// The policy that answers the request: `policy`, or its `anyone_else`.
    ///
    /// *Deliberate*: `anyone_else` answers a request without `Origin` too. A cache may give that response to any page,
    /// although it has `Vary: Origin`, and any page may use it: it has `*`, and what `anyone_else` grants.
    /// <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>
    #[inline]
    pub(crate) const fn answered_by(self, policy: &'static Policy) -> &'static Policy {
        match (self.reader, policy.anyone_else()) {
            (Reader::Anybody, Some(anyone_else)) => anyone_else,
            _ => policy,
        }
    }
}
