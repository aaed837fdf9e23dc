//! Whether two sets allow the same origin: the check in a constant, against the rule for one list.

use std::panic;

use cors_policy::__private::{forbid_covered, forbid_shared};
use cors_policy_core::origin::{Origin, conflicts};
use proptest::prelude::*;

use crate::{ENTRIES, compile};

fn entries() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(ENTRIES.as_slice(), 1..=6)
}

/// Whether an entry of one list conflicts with an entry of the other.
fn have_conflict(a: &[&str], b: &[&str]) -> bool {
    let parse = |entry: &&str| Origin::parse(entry).expect(entry);
    a.iter().any(|a| b.iter().any(|b| !conflicts(&[parse(a), parse(b)]).is_empty()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn sets_are_disjoint_if_no_two_entries_are_in_conflict(a in entries(), b in entries()) {
        let (a_set, b_set) = (compile::set(&a), compile::set(&b));
        let result = panic::catch_unwind(|| {
            forbid_shared(a_set, "a", b_set, "b");
            forbid_covered(a_set, "a", b_set, "b");
            forbid_covered(b_set, "b", a_set, "a");
        });
        prop_assert_eq!(result.is_err(), have_conflict(&a, &b));
    }
}
