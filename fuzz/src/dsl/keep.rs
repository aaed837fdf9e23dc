//! Values that are static in a program. A target creates them in every run, so they are stored here and used again.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use cors_policy::__private::OriginSet;
use cors_policy::Policy;

thread_local! {
    static TEXTS: RefCell<HashSet<&'static str>> = RefCell::default();
    static LISTS: RefCell<HashSet<&'static [&'static str]>> = RefCell::default();
    static SETS: RefCell<HashMap<String, &'static [&'static OriginSet; 1]>> = RefCell::default();
    static POLICIES: RefCell<HashMap<String, &'static Policy>> = RefCell::default();
}

pub(super) fn text(text: String) -> &'static str {
    TEXTS.with_borrow_mut(|texts| {
        texts.get(text.as_str()).copied().unwrap_or_else(|| {
            let text = text.leak();
            texts.insert(text);
            text
        })
    })
}

pub(super) fn texts(list: Vec<&'static str>) -> &'static [&'static str] {
    LISTS.with_borrow_mut(|lists| {
        lists.get(list.as_slice()).copied().unwrap_or_else(|| {
            let list = list.leak();
            lists.insert(list);
            list
        })
    })
}

/// The stored set with this text. If there is none, stores and returns the result of `make`.
pub(super) fn set(
    written: String,
    make: impl FnOnce() -> OriginSet,
) -> &'static [&'static OriginSet; 1] {
    if let Some(set) = SETS.with_borrow(|sets| sets.get(&written).copied()) {
        return set;
    }
    let set = &*Box::leak(Box::new([&*Box::leak(Box::new(make()))]));
    SETS.with_borrow_mut(|sets| sets.insert(written, set));
    set
}

/// The stored policy with this text. If there is none, stores and returns the result of `make`.
pub(super) fn policy(written: String, make: impl FnOnce() -> Policy) -> &'static Policy {
    if let Some(policy) = POLICIES.with_borrow(|policies| policies.get(&written).copied()) {
        return policy;
    }
    let policy = &*Box::leak(Box::new(make()));
    POLICIES.with_borrow_mut(|policies| policies.insert(written, policy));
    policy
}
