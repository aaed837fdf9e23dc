//! Those who listen to refusals.

use std::fmt::{Debug, Formatter, Result};
use std::sync::Arc;

use super::refusal::Refusal;
use crate::request::{OwnOrigin, RequestView};

/// The listeners of an adapter or of a guard, and how the server knows its own origin.
#[derive(Clone, Default)]
pub(crate) struct Listeners {
    listeners: Vec<Arc<Listener>>,
    own_origin: OwnOrigin,
}

type Listener = dyn Fn(&Refusal<'_>) + Send + Sync;

impl Listeners {
    pub(crate) fn listen(&mut self, listener: impl Fn(&Refusal<'_>) + Send + Sync + 'static) {
        self.listeners.push(Arc::new(listener));
    }

    pub(crate) fn know_own_origin(
        &mut self,
        find: impl Fn(&RequestView<'_>) -> Option<String> + Send + Sync + 'static,
    ) {
        self.own_origin = OwnOrigin::found_by(find);
    }

    pub(crate) const fn own_origin(&self) -> &OwnOrigin {
        &self.own_origin
    }

    /// Whether anybody listens to refusals.
    pub(crate) fn has_listeners(&self) -> bool {
        !self.listeners.is_empty()
    }

    /// Tells every listener about a refusal.
    pub(crate) fn tell(&self, refusal: &Refusal<'_>) {
        for listener in &self.listeners {
            listener(refusal);
        }
    }
}

impl Debug for Listeners {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("Listeners")
            .field("listeners", &self.listeners.len())
            .field("own_origin", &self.own_origin)
            .finish()
    }
}
