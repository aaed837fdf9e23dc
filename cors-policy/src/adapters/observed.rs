//! The source of an adapter to which somebody listens.

use super::shadow::{Shadow, ShadowDifference};
use crate::engine::Verdict;
use crate::observe::{Listeners, Refusal};
use crate::policy::Policy;
use crate::reference::PolicyRef;
use crate::request::RequestView;
use crate::selection::Selection;

/// Where the policy of a request comes from, who listens to refusals, and the second policies.
#[derive(Clone, Debug)]
pub(super) struct Observed {
    selection: Selection,
    pub(super) listeners: Listeners,
    shadows: Vec<Shadow>,
}

impl Observed {
    pub(super) fn new(selection: Selection) -> Self {
        Self { selection, listeners: Listeners::default(), shadows: Vec::new() }
    }

    /// Compares one more policy with the one that answers.
    pub(super) fn compare(
        &mut self,
        policy: PolicyRef,
        listener: impl Fn(&ShadowDifference<'_>) + Send + Sync + 'static,
    ) {
        self.shadows.push(Shadow::new(policy, listener));
    }

    /// Lets `examine` decide by the policy of a request, and tells the listeners about a refusal.
    ///
    /// There are two views of the request: what `select` reads in the first one is in `Vary`, and what the listeners read in
    /// the other one is not.
    #[cold]
    pub(super) fn examine(
        &self,
        request: &RequestView<'_>,
        seen: &RequestView<'_>,
        examine: impl FnOnce(&PolicyRef) -> (&'static Policy, Verdict),
    ) -> (&'static Policy, Verdict) {
        let policy = self.selection.policy(request);
        let (declared, verdict) = examine(&policy);
        self.observe(&policy, declared, verdict, seen);
        (declared, verdict)
    }

    /// Tells every listener about a request, if it is refused or a second policy would answer it differently. `declared` is the
    /// static part of the policy.
    fn observe(
        &self,
        policy: &PolicyRef,
        declared: &'static Policy,
        verdict: Verdict,
        request: &RequestView<'_>,
    ) {
        let own_origin = self.listeners.own_origin();
        if self.listeners.has_listeners() {
            if let Some(refusal) = Refusal::of(policy, declared, verdict, request, own_origin) {
                self.listeners.tell(&refusal);
            }
        }
        for shadow in &self.shadows {
            shadow.compare(policy, own_origin, request);
        }
    }
}
