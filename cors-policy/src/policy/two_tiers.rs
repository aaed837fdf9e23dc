//! A checked declaration with `anyone_else`, in the form that the macro generates.

use super::checked::CheckedPolicy;
use super::compiled::Policy;

/// The expansion of a declaration with `anyone_else`.
///
/// This is not public API. The macro has checked the options; nothing checks them again.
#[derive(Clone, Copy, Debug)]
pub struct TwoTiers {
    /// The policy for the origins that it lists.
    pub listed: CheckedPolicy,
    /// The policy for all other origins, made by [`for_anyone_else`](CheckedPolicy::for_anyone_else).
    pub anyone_else: &'static Policy,
}

impl TwoTiers {
    /// Makes the policy.
    #[must_use]
    pub const fn policy(self) -> Policy {
        Policy::new(self.listed).before(self.anyone_else)
    }
}
