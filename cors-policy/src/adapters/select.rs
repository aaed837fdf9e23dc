//! Which policy answers a request: a fixed one, or one that is selected for each request.

use std::fmt::{Debug, Formatter, Result};
use std::sync::Arc;

use crate::reference::{IntoPolicyRef, PolicyRef};
use crate::request::RequestView;

/// Where the policy of a request comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Fixed(PolicyRef),
    Selected(Selector),
}

/// What an adapter was given to select a policy with.
#[derive(Clone)]
pub(crate) struct Selector {
    select: Arc<Select>,
}

type Select = dyn Fn(&RequestView<'_>) -> Option<PolicyRef> + Send + Sync;

impl Source {
    pub(crate) fn fixed(policy: impl IntoPolicyRef) -> Self {
        Self::Fixed(policy.into_policy_ref())
    }

    pub(crate) fn selected<F, P>(select: F) -> Self
    where
        F: Fn(&RequestView<'_>) -> Option<P> + Send + Sync + 'static,
        P: IntoPolicyRef,
    {
        let select =
            move |request: &RequestView<'_>| select(request).map(IntoPolicyRef::into_policy_ref);
        Self::Selected(Selector { select: Arc::new(select) })
    }

    /// The policy of a request.
    pub(crate) fn policy(&self, request: &RequestView<'_>) -> PolicyRef {
        match self {
            Self::Fixed(policy) => policy.clone(),
            Self::Selected(selector) => selector.select(request),
        }
    }
}

impl Selector {
    /// The policy of a request. A request for which there is none gets a closed one.
    pub(super) fn select(&self, request: &RequestView<'_>) -> PolicyRef {
        (self.select)(request).unwrap_or_else(PolicyRef::closed)
    }
}

impl Debug for Selector {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("Selector")
    }
}
