//! Which policy answers a request: a fixed one, or one that is selected for each request. And who listens.

use std::fmt::{Debug, Formatter, Result};
use std::sync::Arc;

use crate::reference::{IntoPolicyRef, PolicyRef};
use crate::request::RequestView;

#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
pub(crate) use observed::Observed;

/// Where the policy of a request comes from.
///
/// If somebody listens to refusals, it is another variant, so that nobody else pays for it: not with a branch, and not with
/// a larger service. That is why each variant is one pointer.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Fixed(PolicyRef),
    Selected(Arc<Selector>),
    #[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
    Observed(Arc<Observed>),
}

/// What an adapter was given to select a policy with.
pub(crate) struct Selector {
    select: Box<Select>,
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
        Self::Selected(Arc::new(Selector { select: Box::new(select) }))
    }

    /// The policy of a request.
    pub(crate) fn policy(&self, request: &RequestView<'_>) -> PolicyRef {
        match self {
            Self::Fixed(policy) => policy.clone(),
            Self::Selected(selector) => selector.select(request),
            #[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
            Self::Observed(observed) => observed.policy(request),
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

#[cfg(test)]
mod tests {
    use std::mem::size_of;

    use super::Source;

    /// A service without a listener is no larger than before there were listeners.
    #[test]
    fn a_source_is_two_words() {
        assert_eq!(size_of::<Source>(), 2 * size_of::<usize>());
    }
}

/// The source of an adapter to which somebody listens.
#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
mod observed {
    use std::sync::Arc;

    use super::Source;
    use crate::engine::Verdict;
    use crate::observe::Observer;
    use crate::policy::Policy;
    use crate::reference::PolicyRef;
    use crate::request::RequestView;

    /// A source with listeners.
    #[derive(Clone, Debug)]
    pub(crate) struct Observed {
        source: Source,
        observer: Observer,
    }

    impl Source {
        /// The same source, with listeners that `change` adds to.
        pub(crate) fn observed(self, change: impl FnOnce(&mut Observer)) -> Self {
            let mut observed = match self {
                Self::Observed(observed) => Arc::unwrap_or_clone(observed),
                source => Observed { source, observer: Observer::default() },
            };
            change(&mut observed.observer);
            Self::Observed(Arc::new(observed))
        }
    }

    impl Observed {
        /// Lets `examine` decide by the policy of a request, and tells the listeners about a refusal.
        ///
        /// There are two views of the request: what `select` reads in the first one is in `Vary`, and what the listeners read in
        /// the other one is not.
        #[cold]
        pub(crate) fn examine(
            &self,
            request: &RequestView<'_>,
            seen: &RequestView<'_>,
            examine: impl FnOnce(&PolicyRef) -> (&'static Policy, Verdict),
        ) -> (&'static Policy, Verdict) {
            let policy = self.source.policy(request);
            let (declared, verdict) = examine(&policy);
            self.observer.observe(&policy, declared, verdict, seen);
            (declared, verdict)
        }

        /// The policy of a request.
        pub(super) fn policy(&self, request: &RequestView<'_>) -> PolicyRef {
            self.source.policy(request)
        }
    }
}
