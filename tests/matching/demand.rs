//! The messages for sets that do not fit together. In a build the compiler shows them; here a test collects them.

use std::panic;

use cors_policy::__private::{
    CheckedSet, ExactSet, OriginSet, forbid_any_host, forbid_covered, forbid_insecure,
    forbid_public_suffix, forbid_shared, require_insecure, require_public_suffix,
};

use crate::compile;

/// The message of a check, if the check fails.
fn complaint(demand: impl FnOnce() + panic::UnwindSafe) -> Option<String> {
    let panic = panic::catch_unwind(demand).err()?;
    Some(*panic.downcast::<String>().expect("a sentence"))
}

fn conflict(a: &[&str], b: &[&str]) -> Option<String> {
    let (a, b) = (compile::set(a), compile::set(b));
    let found = [
        complaint(|| forbid_shared(a, "OURS", b, "THEIRS")),
        complaint(|| forbid_covered(a, "OURS", b, "THEIRS")),
        complaint(|| forbid_covered(b, "THEIRS", a, "OURS")),
    ];
    let mut found = found.into_iter().flatten();
    let first = found.next();
    assert_eq!(found.next(), None, "a conflict is reported once");
    first
}

#[test]
fn an_entry_of_both_sets_is_named() {
    for entry in [
        "https://a.example",
        "http://localhost:*",
        "https://*.a.example",
        "https://*.a.example:8443",
        "https://*.a.example:*",
        "moz-extension://*",
    ] {
        let expected = format!(
            "OURS and THEIRS both contain `{entry}`; remove it from one of them (if both are the same set, remove one \
             of the two)"
        );
        let found = conflict(&["https://b.example", entry], &[entry, "https://c.example"]);
        assert_eq!(found, Some(expected));
    }
}

#[test]
fn an_entry_and_the_pattern_that_covers_it_are_named() {
    for (entry, by) in [
        ("http://localhost:3000", "http://localhost:*"),
        ("https://x.a.example", "https://*.a.example"),
        ("https://x.a.example:8443", "https://*.a.example:8443"),
        ("https://x.a.example:8443", "https://*.a.example:*"),
        ("https://x.a.example:*", "https://*.a.example:*"),
        ("https://*.x.a.example", "https://*.a.example"),
        ("https://*.a.example:8443", "https://*.a.example:*"),
        ("https://*.x.a.example:*", "https://*.a.example:*"),
        ("chrome-extension://abcdefghijklmnopabcdefghijklmnop", "chrome-extension://*"),
        ("tauri://localhost", "tauri://*"),
    ] {
        let covered = |name: &str, by_name: &str| {
            format!(
                "{name} contains `{entry}`, which `{by}` of {by_name} already covers; remove it, or narrow the pattern"
            )
        };
        assert_eq!(conflict(&[entry], &[by]), Some(covered("OURS", "THEIRS")));
        assert_eq!(conflict(&[by], &[entry]), Some(covered("THEIRS", "OURS")));
    }
}

#[test]
fn a_complaint_is_cut_where_it_would_not_end() {
    let set = compile::set(&["https://a.example"]);
    for length in [1_000, 1_024, 5_000] {
        let name = "A".repeat(length);
        let sentence = complaint(|| forbid_shared(set, &name, set, "B")).expect("a conflict");
        assert_eq!(sentence, format!("{name} and B both contain `https://a.example`")[..1_024]);
    }
}

/// A set with an `http://` origin of another machine, and a pattern over a public suffix.
const DANGEROUS: OriginSet = CheckedSet {
    insecure: Some("http://a.example"),
    public_suffix: Some("https://*.github.io"),
    ..CheckedSet::EMPTY
}
.set();

#[test]
fn what_is_forbidden_is_named() {
    let insecure = complaint(|| forbid_insecure(&DANGEROUS, "OURS")).expect("it is insecure");
    assert!(insecure.starts_with("OURS contains `http://a.example`, which is not encrypted, so "));
    let suffix = complaint(|| forbid_public_suffix(&DANGEROUS, "OURS")).expect("it is one");
    assert!(suffix.starts_with(
        "OURS contains `https://*.github.io`, which covers names below a public suffix"
    ));
    assert_eq!(complaint(|| forbid_insecure(&EMPTY, "OURS")), None);
    assert_eq!(complaint(|| forbid_public_suffix(&EMPTY, "OURS")), None);
}

#[test]
fn any_host_of_a_scheme_is_forbidden_by_its_entry() {
    for entries in [&["tauri://*"][..], &["tauri://*", "tauri://*.a.example", "https://a.example"]]
    {
        let set = compile::set(entries);
        let sentence = complaint(|| forbid_any_host(set, "OURS")).expect("it covers any host");
        assert!(
            sentence.starts_with("OURS contains `tauri://*`, which covers every extension or application with this scheme, so "),
            "{sentence}"
        );
    }
    let several = compile::set(&["tauri://*", "app://*", "chrome-extension://*"]);
    assert!(complaint(|| forbid_any_host(several, "OURS")).is_some());
    let others = compile::set(&["tauri://localhost", "tauri://*.a.example", "http://localhost:*"]);
    assert_eq!(complaint(|| forbid_any_host(others, "OURS")), None);
    assert_eq!(complaint(|| forbid_any_host(&EMPTY, "OURS")), None);
}

/// The slots in front of an entry may be free.
#[test]
fn any_host_of_a_scheme_is_found_in_every_slot() {
    const SLOTS: [&[&str]; 3] = [&["tauri"], &["", "tauri"], &["", "", "tauri", ""]];
    for slots in SLOTS {
        let any_host = ExactSet { slots, ..ExactSet::EMPTY };
        let set = CheckedSet { any_host, ..CheckedSet::EMPTY }.set();
        let sentence = complaint(|| forbid_any_host(&set, "OURS")).expect("it covers any host");
        assert!(sentence.starts_with("OURS contains `tauri://*`, which covers "), "{sentence}");
    }
}

const EMPTY: OriginSet = CheckedSet::EMPTY.set();

/// The contents of a set with a mistake are unknown, so it causes no message here.
#[test]
fn one_set_that_needs_a_relaxation_is_enough() {
    const NONE: &OriginSet = &EMPTY;
    const BROKEN: &OriginSet = &CheckedSet::BROKEN.set();
    let table: [(&[&OriginSet], bool); 6] = [
        (&[], false),
        (&[NONE, NONE], false),
        (&[&DANGEROUS], true),
        (&[NONE, NONE, &DANGEROUS], true),
        (&[&DANGEROUS, NONE], true),
        (&[NONE, BROKEN], true),
    ];
    for (sets, is_met) in table {
        let insecure = complaint(|| require_insecure(sets));
        assert_eq!(insecure.is_none(), is_met, "{insecure:?}");
        let suffix = complaint(|| require_public_suffix(sets));
        assert_eq!(suffix.is_none(), is_met, "{suffix:?}");
        if let (Some(insecure), Some(suffix)) = (insecure, suffix) {
            assert!(insecure.starts_with("`dangerously_allow_insecure_origins` is unnecessary: "));
            assert!(suffix.starts_with("`dangerously_allow_public_suffix_"));
        }
    }
}
