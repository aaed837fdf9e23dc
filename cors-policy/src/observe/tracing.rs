//! Refusals as events of [`tracing`](https://docs.rs/tracing).
//!
//! [`refusals`] is a listener for `on_refused`. Each event has the target `cors_policy` and the level `WARN`: a refusal is
//! a mistake of the deployment, or a page that should not be there. To hide the events, filter the target:
//! `RUST_LOG=info,cors_policy=off`. The message is the sentence of the refusal. The fields are
//!
//! | field | what it is |
//! | --- | --- |
//! | `policy`, `location` | the name of the policy and where it is declared, if it has a name |
//! | `origin` | the origin of the page |
//! | `reason` | [`RefusalReason::as_str`](crate::RefusalReason::as_str) |
//! | `nearest`, `difference` | what the policy allows that is nearly the same, and what differs, if there is something |
//! | `method`, `path` | of the request |
//! | `guard` | [`Intrusion::as_str`](crate::guard::Intrusion::as_str), if a guard refuses the request |
//! | `asked` | the method or the header of a preflight that the policy does not list |
//! | `left_out` | how many refusals had no event since the last one, because of the limit, if there were some |
//!
//! Texts of the request are cut and escaped, as those of a [`Refusal`].

use std::sync::atomic::{AtomicU64, Ordering};

use ::tracing::{Level, enabled, event};

use super::refusal::Refusal;
use crate::system::Instant;

/// Returns a listener that makes an event of each refusal, at most 10 in a second.
///
/// # Examples
///
/// ```
/// use cors_policy::{RequestView, cors_policy};
/// use http::Request;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// // With an adapter: `CorsLayer::new(&API).on_refused(cors_policy::tracing::refusals())`.
/// let log = cors_policy::tracing::refusals();
///
/// let request = Request::get("/users").header("Origin", "http://localhost:3000").body(())?;
/// if let Some(refusal) = API.refusal(&RequestView::from(&request)) {
///     log(&refusal);
/// }
/// # Ok::<_, http::Error>(())
/// ```
pub fn refusals() -> impl Fn(&Refusal<'_>) + Clone + Send + Sync + 'static {
    refusals_at_most(PER_SECOND)
}

/// Returns a listener that makes an event of each refusal, at most so many in a second. The next event after these has the
/// number of refusals that were left out. All clones of the listener share the limit.
///
/// It takes no lock. Beyond the limit a refusal costs a look at the clock and an atomic addition.
pub fn refusals_at_most(per_second: u32) -> impl Fn(&Refusal<'_>) + Clone + Send + Sync + 'static {
    let budget = std::sync::Arc::new(Budget::new(per_second));
    let start = Instant::now();
    move |refusal| {
        // If nobody reads the events, they use nothing of the limit.
        if enabled!(target: TARGET, Level::WARN) {
            if let Some(left_out) = budget.take(start.elapsed().as_secs()) {
                emit(refusal, left_out);
            }
        }
    }
}

fn emit(refusal: &Refusal<'_>, left_out: u64) {
    let nearest = refusal.nearest();
    event!(
        target: TARGET,
        Level::WARN,
        policy = refusal.policy().name(),
        location = refusal.policy().location().map(::tracing::field::display),
        origin = &*refusal.origin(),
        reason = refusal.reason().as_str(),
        nearest = nearest.as_ref().map(super::Nearest::entry),
        difference = nearest.as_ref().map(|nearest| nearest.difference().as_str()),
        method = &*refusal.method(),
        path = &*refusal.path(),
        guard = refusal.intrusion().map(super::Intrusion::as_str),
        asked = refusal.asked().as_deref(),
        left_out = (left_out > 0).then_some(left_out),
        "{refusal}"
    );
}

/// How many events there may be in each second.
struct Budget {
    per_second: u32,
    /// The second in the upper half, and how many events it had in the lower.
    used: AtomicU64,
    left_out: AtomicU64,
}

impl Budget {
    const fn new(per_second: u32) -> Self {
        Self { per_second, used: AtomicU64::new(0), left_out: AtomicU64::new(0) }
    }

    /// Takes one event of this second, and returns how many were left out before it. `None` if the second has no more.
    fn take(&self, second: u64) -> Option<u64> {
        let next = |used: u64| {
            // A thread that looked at the clock earlier does not begin an old second again.
            let (last, count) = (used >> 32, used & u64::from(u32::MAX));
            let (second, count) = if second > last { (second, 0) } else { (last, count) };
            (count < u64::from(self.per_second)).then_some(second << 32 | (count + 1))
        };
        if self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).is_ok() {
            Some(self.left_out.swap(0, Ordering::Relaxed))
        } else {
            self.left_out.fetch_add(1, Ordering::Relaxed);
            None
        }
    }
}

const TARGET: &str = "cors_policy";

/// Enough to see each mistake of a deployment, and little enough for a log.
const PER_SECOND: u32 = 10;

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    use super::Budget;

    #[test]
    fn a_second_has_so_many_events_and_the_next_one_counts_the_rest() {
        let budget = Budget::new(2);
        let taken = [0, 0, 0, 0, 1, 1, 1, 5].map(|second| budget.take(second));
        assert_eq!(taken, [Some(0), Some(0), None, None, Some(2), Some(0), None, Some(1)]);
    }

    #[test]
    fn the_first_second_is_not_forgotten_by_a_late_thread() {
        let budget = Budget::new(1);
        assert_eq!([7, 6, 7].map(|second| budget.take(second)), [Some(0), None, None]);
    }

    #[test]
    fn there_may_be_none_at_all() {
        let budget = Budget::new(0);
        assert_eq!([0, 1, 2].map(|second| budget.take(second)), [None; 3]);
    }

    /// Each refusal is an event, or is counted.
    #[test]
    fn a_flood_from_all_sides_is_counted() {
        let (budget, events, left_out) = (Budget::new(10), AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for second in 0..1_000 {
                        if let Some(before) = budget.take(second / 100) {
                            events.fetch_add(1, Ordering::Relaxed);
                            left_out.fetch_add(before, Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        let before = budget.take(1_000).expect("a new second");
        let events = events.into_inner();
        assert!((10..=100).contains(&events), "{events}");
        assert_eq!(events + left_out.into_inner() + before, 4_000);
    }
}
