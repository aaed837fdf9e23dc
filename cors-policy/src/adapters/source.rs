//! What every adapter contains: where the policy of a request comes from, and who listens.

use std::sync::Arc;

use super::observed::Observed;
use super::shadow::ShadowDifference;
#[cfg(all(feature = "configured", any(feature = "tower", feature = "hyper")))]
use crate::configured::Configured;
use crate::observe::Refusal;
#[cfg(any(feature = "tower", feature = "hyper"))]
use crate::policy::Policy;
use crate::reference::{IntoPolicyRef, PolicyRef};
use crate::request::RequestView;
use crate::selection::{Selection, Selector};

/// Where the policy of a request comes from.
///
/// If somebody listens to refusals, it is another variant, so that nobody else pays for it: not with a branch, and not with
/// a larger service. That is why each variant is one pointer. A variant with a whole [`Selection`] would be as small, but
/// would cost each request of a fixed policy two more instructions.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Fixed(PolicyRef),
    Selected(Arc<Selector>),
    Observed(Arc<Observed>),
}

impl Source {
    pub(super) fn fixed(policy: impl IntoPolicyRef) -> Self {
        Self::Fixed(policy.into_policy_ref())
    }

    pub(super) fn selected<F, P>(select: F) -> Self
    where
        F: Fn(&RequestView<'_>) -> Option<P> + Send + Sync + 'static,
        P: IntoPolicyRef,
    {
        Self::Selected(Arc::new(Selector::new(select)))
    }

    /// The same source, with one more listener to refusals.
    pub(super) fn on_refused(
        self,
        listener: impl Fn(&Refusal<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.observed(|observed| observed.listeners.listen(listener))
    }

    /// The same source, with listeners that know the server's own origin.
    pub(super) fn own_origin(
        self,
        find: impl Fn(&RequestView<'_>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.observed(|observed| observed.listeners.know_own_origin(find))
    }

    /// The same source, with one more second policy.
    pub(super) fn shadow(
        self,
        policy: impl IntoPolicyRef,
        listener: impl Fn(&ShadowDifference<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.observed(|observed| observed.compare(policy.into_policy_ref(), listener))
    }

    /// The only policy, if it is a declared one, and nobody listens.
    #[cfg(any(feature = "tower", feature = "hyper"))]
    #[inline]
    pub(super) const fn declared(&self) -> Option<&'static Policy> {
        match self {
            Self::Fixed(policy) => policy.as_declared(),
            Self::Selected(_) | Self::Observed(_) => None,
        }
    }

    /// The only policy, if it is a configured one, and nobody listens.
    #[cfg(all(feature = "configured", any(feature = "tower", feature = "hyper")))]
    #[inline]
    pub(super) const fn configured(&self) -> Option<&Configured> {
        match self {
            Self::Fixed(policy) => policy.as_configured(),
            Self::Selected(_) | Self::Observed(_) => None,
        }
    }

    fn observed(self, change: impl FnOnce(&mut Observed)) -> Self {
        let mut observed = match self {
            Self::Fixed(policy) => Observed::new(Selection::Fixed(policy)),
            Self::Selected(selector) => Observed::new(Selection::Selected(selector)),
            Self::Observed(observed) => Arc::unwrap_or_clone(observed),
        };
        change(&mut observed);
        Self::Observed(Arc::new(observed))
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
