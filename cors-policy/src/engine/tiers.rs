//! Which tier of a policy answers a request: the policy itself, or its `anyone_else`.

use super::examine::{Kind, Reader, Verdict};
use crate::policy::Policy;

impl Verdict {
    /// The policy that answers the request, and the verdict of that policy. Only a policy with `anyone_else` lets another
    /// one answer.
    #[inline]
    pub(crate) fn of_tier(self, policy: &'static Policy) -> (&'static Policy, Self) {
        match policy.anyone_else() {
            None => (policy, self),
            Some(anyone_else) => self.of_two_tiers(policy, anyone_else),
        }
    }

    #[cold]
    fn of_two_tiers(
        self,
        listed: &'static Policy,
        anyone_else: &'static Policy,
    ) -> (&'static Policy, Self) {
        match (self.kind, self.reader) {
            // A page of a listed origin.
            (Kind::Preflight | Kind::Actual, Reader::Entry(_) | Reader::Request) => (listed, self),
            // Any other page. The answer is the same for `null`, and for what no browser sends: a malformed `Origin` and
            // several lines. Deliberate, as for a public resource: what everyone can read needs no refusal.
            (Kind::Preflight | Kind::Actual, Reader::Nobody(_) | Reader::Anybody)
            // Deliberate: a cache may give this response to any page, although it has `Vary: Origin`. With `*` and
            // without credentials every page can use it, and none gets more than `anyone_else` grants:
            // <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>.
            | (Kind::NotCors, _) => (anyone_else, Self { kind: self.kind, reader: Reader::Anybody }),
        }
    }
}
