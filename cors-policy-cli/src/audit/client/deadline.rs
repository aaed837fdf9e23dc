//! When a request must have its response.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::Failure;

/// The end of the time that one request may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    limit: Duration,
    end: Instant,
}

impl Deadline {
    pub(super) fn after(limit: Duration) -> Self {
        let now = Instant::now();
        Self { limit, end: now.checked_add(limit).unwrap_or(now + A_DAY) }
    }

    /// The same end, but at most this time from now.
    pub(super) fn at_most(self, limit: Duration) -> Self {
        let end = Instant::now().checked_add(limit).map_or(self.end, |end| end.min(self.end));
        Self { end, ..self }
    }

    /// The result of a step, or [`Failure::TimedOut`].
    pub(super) async fn of<T>(
        self,
        step: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        timeout_at(self.end, step).await.unwrap_or(Err(Failure::TimedOut(self.limit)))
    }

    /// The result of a step, or `None` if the time is over.
    pub(super) async fn in_time<T>(self, step: impl Future<Output = T>) -> Option<T> {
        timeout_at(self.end, step).await.ok()
    }
}

/// For limits that the clock cannot represent.
const A_DAY: Duration = Duration::from_secs(86_400);
