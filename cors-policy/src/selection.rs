//! Which policy answers a request: a fixed one, or one that is selected for each request.

use std::fmt::{Debug, Formatter, Result};
use std::sync::Arc;

use crate::reference::{IntoPolicyRef, PolicyRef};
use crate::request::RequestView;

/// Where the policy of a request comes from.
#[derive(Clone, Debug)]
pub(crate) enum Selection {
    Fixed(PolicyRef),
    Selected(Arc<Selector>),
}

/// What selects a policy for each request.
pub(crate) struct Selector {
    select: Box<Select>,
}

type Select = dyn Fn(&RequestView<'_>) -> Option<PolicyRef> + Send + Sync;

impl Selection {
    pub(crate) fn selected<F, P>(select: F) -> Self
    where
        F: Fn(&RequestView<'_>) -> Option<P> + Send + Sync + 'static,
        P: IntoPolicyRef,
    {
        Self::Selected(Arc::new(Selector::new(select)))
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
    pub(crate) fn new<F, P>(select: F) -> Self
    where
        F: Fn(&RequestView<'_>) -> Option<P> + Send + Sync + 'static,
        P: IntoPolicyRef,
    {
        let select =
            move |request: &RequestView<'_>| select(request).map(IntoPolicyRef::into_policy_ref);
        Self { select: Box::new(select) }
    }

    /// The policy of a request. A request for which there is none gets a closed one.
    pub(crate) fn select(&self, request: &RequestView<'_>) -> PolicyRef {
        (self.select)(request).unwrap_or_else(PolicyRef::closed)
    }
}

impl Debug for Selector {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("Selector")
    }
}
