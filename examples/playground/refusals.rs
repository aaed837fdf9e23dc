//! The last refusals: the API tells them, the terminal prints them, and the page lists them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cors_policy::Refusal;
use cors_policy::guard::Intrusion;
use serde_json::{Value, json};

/// The refusals, oldest first. A clone is the same list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refusals(Arc<Mutex<Told>>);

impl Refusals {
    /// Returns the listener for every policy and every guard.
    pub(crate) fn listener(&self) -> impl Fn(&Refusal<'_>) + Send + Sync + 'static {
        let refusals = self.clone();
        move |refusal| {
            let entry = Entry::new(refusal);
            eprintln!("{}", entry.sentence);
            refusals.push(entry);
        }
    }

    /// Returns the refusals after the first `count` ones, as far as they are kept, and how many there were.
    pub(crate) fn after(&self, count: u64) -> Value {
        let told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = told.entries.iter().filter(|(number, _)| *number > count);
        let entries = entries.map(|(number, entry)| entry.to_json(*number)).collect::<Vec<_>>();
        json!({ "count": told.count, "last": entries, "kept": LIMIT })
    }

    fn push(&self, entry: Entry) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if told.entries.len() == LIMIT {
            told.entries.pop_front();
        }
        told.count += 1;
        let number = told.count;
        told.entries.push_back((number, entry));
    }
}

#[derive(Debug, Default)]
struct Told {
    /// How many there were.
    count: u64,
    /// The last ones, each with its number.
    entries: VecDeque<(u64, Entry)>,
}

#[derive(Debug)]
struct Entry {
    /// The time since 1970.
    time: Duration,
    policy: &'static str,
    reason: &'static str,
    /// What a guard refuses.
    intrusion: Option<&'static str>,
    /// The sentence of the log.
    sentence: String,
}

impl Entry {
    fn new(refusal: &Refusal<'_>) -> Self {
        Self {
            time: SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(),
            policy: refusal.policy().name().unwrap_or("no policy"),
            reason: refusal.reason().as_str(),
            intrusion: refusal.intrusion().map(Intrusion::as_str),
            sentence: refusal.to_string(),
        }
    }

    fn to_json(&self, number: u64) -> Value {
        json!({
            "number": number,
            // In milliseconds, as JavaScript counts time.
            "time": u64::try_from(self.time.as_millis()).unwrap_or(u64::MAX),
            "policy": self.policy,
            "reason": self.reason,
            "intrusion": self.intrusion,
            "sentence": self.sentence,
        })
    }
}

/// The most refusals that are kept. A run of the matrix has fewer.
const LIMIT: usize = 50;

#[cfg(test)]
mod tests {
    use axum::http::{Method, Request};
    use cors_policy::RequestView;
    use cors_policy::guard::OriginGuard;

    use super::{LIMIT, Refusals};
    use crate::policies::{GUARDED, PARTNERS};

    #[test]
    fn the_last_refusals_are_kept_in_their_order() {
        let (refusals, request) = (Refusals::default(), request(Method::GET));
        let view = RequestView::from(&request);
        let refusal = PARTNERS.policy.refusal(&view).unwrap();
        let listener = refusals.listener();
        for _ in 0..=LIMIT {
            listener(&refusal);
        }
        let all = refusals.after(0);
        assert_eq!(all["count"], LIMIT + 1);
        assert_eq!(all["last"].as_array().unwrap().len(), LIMIT);
        assert_eq!(all["last"][0]["number"], 2);
        assert_eq!(all["last"][0]["sentence"], refusal.to_string());
        assert_eq!(all["last"][0]["policy"], "PARTNERS_POLICY");
        let last = refusals.after(LIMIT as u64);
        assert_eq!(last["last"].as_array().unwrap().len(), 1);
        assert_eq!(refusals.after(LIMIT as u64 + 1)["last"].as_array().unwrap().len(), 0);
    }

    #[test]
    fn a_guard_tells_what_it_refuses() {
        let refusals = Refusals::default();
        let guard = OriginGuard::new(GUARDED.policy).unwrap().on_refused(refusals.listener());
        assert!(guard.check(&RequestView::from(&request(Method::POST))).is_err());
        let told = &refusals.after(0)["last"][0];
        assert_eq!(told["reason"], "origin_not_listed");
        assert_eq!(told["intrusion"], "unsafe_method");
        assert!(told["sentence"].as_str().unwrap().starts_with("`POST` was refused: "), "{told}");
    }

    fn request(method: Method) -> Request<()> {
        let request = Request::builder().method(method).uri("/").header("Host", "localhost:4610");
        request.header("Origin", "http://localhost:4612").body(()).unwrap()
    }
}
