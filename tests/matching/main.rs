//! The compiled origin set against a slow and simple matcher: both must give the same answer for every origin and every
//! set.

// The large sets of `sizes` are compared within the limit of work that the compiler allows in a constant.
#![forbid(long_running_const_eval)]

mod compile;
mod configured;
mod demand;
mod disjoint;
mod naive;
mod sizes;

use proptest::prelude::*;

/// Entries of every kind. Some of them look similar.
pub(crate) const ENTRIES: [&str; 37] = [
    "https://example.com",
    "https://app.example.com",
    "https://example.com:8443",
    "http://example.com",
    "https://*.preview.example.com",
    "https://a.preview.example.com",
    "https://*.a.preview.example.com",
    "https://*.preview.example.com:*",
    "https://a.b.example.net:8443",
    "https://*.example.org",
    "http://*.example.org",
    "https://*.example.org:8443",
    "https://*.b.example.net:*",
    "https://*.xample.net:*",
    "http://localhost:*",
    "http://*.localhost:*",
    "http://127.0.0.1:*",
    "http://127.0.0.1",
    "http://[::1]:*",
    "http://[::1]:3000",
    "https://a",
    "tauri://localhost",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
    "https://xn--bcher-kva.example",
    "https://example.com.",
    "http://example.com.:3999",
    "https://*.example.org.",
    "https://*.example.org.:8443",
    "http://*.localhost.:*",
    "https://foo-.preview.example.com",
    "https://-foo.example",
    "app://-",
    "app://.",
    "chrome-extension://*",
    "tauri://*",
    "tauri://*.localhost",
    "app://*",
];

/// Origins that some entry allows, or almost allows: each star is replaced by something, and then a few bytes are
/// changed.
pub(crate) fn origins() -> impl Strategy<Value = Vec<u8>> {
    let labels = prop_oneof![
        "[a-z0-9_-]{1,8}",
        "[a-z0-9-]{1,8}(\\.[a-z0-9_]{1,8}){1,4}",
        "[a-z]{62,65}",
        "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}",
        "([a-z]{63}\\.){3}[a-z]{40,63}",
        "-?[a-z]{0,3}-?(\\.-[a-z]?){0,2}\\.?",
        "[a-z.A-Z@:/]{0,6}",
        Just(String::new()),
    ];
    let port = prop_oneof![
        3 => (0..70_000_u32).prop_map(|port| format!(":{port}")),
        1 => Just(String::new()),
        1 => ":[0-9a-z]{0,7}",
    ];
    let entry = proptest::sample::select(ENTRIES.as_slice());
    let edits =
        proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..3);
    (entry, labels, port, edits).prop_map(|(entry, labels, port, edits)| {
        let text = entry.replacen("//*", &format!("//{labels}"), 1).replacen(":*", &port, 1);
        edits.iter().fold(text.into_bytes(), |mut bytes, (index, byte, kind)| {
            if !bytes.is_empty() {
                let at = index.index(bytes.len());
                match kind {
                    0 => bytes[at] = *byte,
                    1 => bytes.insert(at, *byte),
                    _ => drop(bytes.remove(at)),
                }
            }
            bytes
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn any_set_of_entries_answers_as_the_naive_matcher_does(
        entries in proptest::sample::subsequence(ENTRIES.as_slice(), 1..=ENTRIES.len()),
        origins in proptest::collection::vec(origins(), 1..20),
    ) {
        let set = compile::set(&entries);
        for origin in origins {
            let expected = entries.iter().any(|entry| naive::covers(entry, &origin));
            prop_assert_eq!(set.contains(&origin), expected, "{:?}", String::from_utf8_lossy(&origin));
        }
    }
}

#[test]
fn the_random_origins_are_not_all_refused() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let allowed = (0..1_000)
        .map(|_| origins().new_tree(&mut runner).expect("a strategy has values").current())
        .filter(|origin| ENTRIES.iter().any(|entry| naive::covers(entry, origin)))
        .count();
    assert!((200..800).contains(&allowed), "{allowed} of 1,000 are allowed");
}

#[test]
fn a_set_tells_the_entries_that_it_was_made_of() {
    let mut entries = ENTRIES.to_vec();
    let set = compile::set(&entries);
    entries.sort_unstable();
    assert_eq!(set.entries(), entries);
    assert_eq!(format!("{set:?}"), format!("{entries:?}"));
}
