//! A list that is known only at run time, against the slow and simple matcher, and against the same set in source.

use cors_policy::{Origins, cors_policy};
use proptest::prelude::*;

use crate::{ENTRIES, compile, naive, origins};

cors_policy! {
    static API = { origins: [configured] };
    static WITH_OWN = { origins: [configured, "https://app.example.com", "https://*.example.org"] };
}

const OWN: [&str; 2] = ["https://app.example.com", "https://*.example.org"];

/// Entries in any order. Some appear twice.
fn entries() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(ENTRIES.as_slice()), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_list_answers_as_the_naive_matcher_and_the_same_set_in_source(
        entries in entries(),
        origins in proptest::collection::vec(origins(), 1..20),
    ) {
        let mut distinct = entries.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let set = compile::set(&distinct);
        let api = API.configure(&entries).expect("they are legal");
        let with_own = WITH_OWN.configure(&entries).expect("they are legal");
        for origin in origins {
            let covers = |entry: &&str| naive::covers(entry, &origin);
            let expected = entries.iter().any(covers);
            let shown = String::from_utf8_lossy(&origin);
            prop_assert_eq!(api.allows(&origin), expected, "{}", shown);
            prop_assert_eq!(set.contains(&origin), expected, "{}", shown);
            let expected = expected || OWN.iter().any(covers);
            prop_assert_eq!(with_own.allows(&origin), expected, "{}", shown);
        }
        prop_assert_eq!(api.origins(), Origins::Listed(set.entries()));
    }

    #[test]
    fn a_list_answers_by_its_last_entries_only(before in entries(), after in entries(), origin in origins()) {
        let api = API.configure(&before).expect("they are legal");
        let clone = api.clone();
        api.reconfigure(&after).expect("they are legal");
        let expected = after.iter().any(|entry| naive::covers(entry, &origin));
        prop_assert_eq!(api.allows(&origin), expected);
        prop_assert_eq!(clone.allows(&origin), expected);
    }
}

#[test]
fn lists_of_every_size_allow_their_entries_and_nothing_near() {
    for size in [0, 1, 2, 3, 4, 5, 8, 9, 64, 1_000, 10_000] {
        let exact = |n: usize| format!("https://tenant-{n}.example.com");
        let pattern = |n: usize| format!("https://*.tenant-{n}.example.com");
        let api = API.configure((0..size).flat_map(|n| [exact(n), pattern(n)]));
        let api = api.expect("they are legal");
        for n in 0..size + 10 {
            for origin in [exact(n), format!("https://a.tenant-{n}.example.com")] {
                assert_eq!(api.allows(&origin), n < size, "{origin} of {size}");
                for near in
                    [format!("{origin}."), format!("{origin}:443"), origin.replace("https", "http")]
                {
                    assert!(!api.allows(&near), "{near} of {size}");
                }
            }
        }
    }
}
