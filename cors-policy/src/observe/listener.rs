//! Those who listen to the refusals of an adapter.

use std::fmt::{Debug, Formatter, Result};
use std::sync::Arc;

#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
use super::find::find;
use super::refusal::Refusal;
#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
use super::shadow::{Shadow, ShadowDifference};
#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
use crate::engine::Verdict;
#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
use crate::policy::Policy;
#[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
use crate::reference::PolicyRef;
use crate::request::{OwnOrigin, RequestView};

/// The listeners of an adapter, and how the server knows its own origin.
#[derive(Clone, Default)]
pub(crate) struct Observer {
    listeners: Vec<Arc<Listener>>,
    #[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
    shadows: Vec<Shadow>,
    own_origin: OwnOrigin,
}

type Listener = dyn Fn(&Refusal<'_>) + Send + Sync;

impl Observer {
    pub(crate) fn listen(&mut self, listener: impl Fn(&Refusal<'_>) + Send + Sync + 'static) {
        self.listeners.push(Arc::new(listener));
    }

    #[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
    pub(crate) fn compare(
        &mut self,
        policy: PolicyRef,
        listener: impl Fn(&ShadowDifference<'_>) + Send + Sync + 'static,
    ) {
        self.shadows.push(Shadow::new(policy, listener));
    }

    pub(crate) const fn own_origin(&self) -> &OwnOrigin {
        &self.own_origin
    }

    /// Tells every listener about a refusal.
    pub(crate) fn tell(&self, refusal: &Refusal<'_>) {
        for listener in &self.listeners {
            listener(refusal);
        }
    }

    /// Whether anybody listens to refusals.
    pub(crate) fn has_listeners(&self) -> bool {
        !self.listeners.is_empty()
    }

    pub(crate) fn know_own_origin(
        &mut self,
        find: impl Fn(&RequestView<'_>) -> Option<String> + Send + Sync + 'static,
    ) {
        self.own_origin = OwnOrigin::found_by(find);
    }

    #[cfg(any(feature = "actix-web", feature = "tower", feature = "hyper"))]
    /// Tells every listener about a request, if it is refused or a second policy would answer it differently. `declared` is the
    /// static part of the policy.
    ///
    /// Listeners read the request through a view of their own: the headers that they read change no answer.
    pub(crate) fn observe(
        &self,
        policy: &PolicyRef,
        declared: &'static Policy,
        verdict: Verdict,
        request: &RequestView<'_>,
    ) {
        if self.has_listeners() {
            if let Some(refusal) = find(policy, declared, verdict, request, &self.own_origin) {
                self.tell(&refusal);
            }
        }
        for shadow in &self.shadows {
            shadow.compare(policy, &self.own_origin, request);
        }
    }
}

impl Debug for Observer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("Observer")
            .field("listeners", &self.listeners.len())
            .field("own_origin", &self.own_origin)
            .finish_non_exhaustive()
    }
}
