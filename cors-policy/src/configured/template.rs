//! `PolicyTemplate`: a policy that lacks its origins.

use crate::origins::OriginRule;
use crate::policy::{CheckedPolicy, Policy};

/// A policy whose origins come from configuration: what [`cors_policy!`](crate::cors_policy) declares if `origins`
/// contains `configured`, or is `configured_or_any`.
pub struct PolicyTemplate {
    /// The policy with a list of origins. Those of the declaration are in it.
    listed: Policy,
    /// The policy with `*` as its list, if the declaration allows that.
    public: Option<Policy>,
}

impl PolicyTemplate {
    /// A template that allows nothing, whatever its list. The macros write it after an error.
    #[doc(hidden)]
    pub const CLOSED: Self = Self { listed: Policy::CLOSED, public: None };

    /// The policy with a list of origins.
    pub(crate) const fn listed(&'static self) -> &'static Policy {
        &self.listed
    }

    /// The policy with `*` as its list, if the declaration allows that.
    pub(crate) const fn public(&'static self) -> Option<&'static Policy> {
        self.public.as_ref()
    }
}

impl CheckedPolicy {
    /// The template of `origins: [configured, …]`.
    #[must_use]
    pub const fn template(self) -> PolicyTemplate {
        PolicyTemplate { listed: self.policy(), public: None }
    }

    /// The template of `origins: configured_or_any`.
    #[must_use]
    pub const fn template_or_any(self) -> PolicyTemplate {
        let public = Self { origins: OriginRule::Any, ..self };
        PolicyTemplate { listed: self.policy(), public: Some(public.policy()) }
    }
}
