//! The events of refused requests, as `cors_policy::tracing` makes them.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, PoisonError};

use cors_policy::{PolicyRef, RequestView};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Refuses the same request three times, with at most two events in a second, and returns the events: a line each.
pub(crate) fn of(policy: &PolicyRef, request: &RequestView<'_>) -> String {
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), || {
        let listener = cors_policy::tracing::refusals_at_most(2);
        for _ in 0..3 {
            if let Some(refusal) = policy.refusal(request) {
                listener(&refusal);
            }
        }
    });
    let lines = lines.0.lock().unwrap_or_else(PoisonError::into_inner);
    lines.clone()
}

/// Keeps the messages of events.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<String>>);

impl Subscriber for Lines {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _attributes: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, _values: &Record<'_>) {}

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        event.record(&mut Message(&mut lines));
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

/// Writes the message of an event, and not its other fields.
struct Message<'a>(&'a mut String);

impl Visit for Message<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            // A `String` takes everything.
            let _ = writeln!(self.0, "{value:?}");
        }
    }
}
