//! What a policy requires of the sets that it spreads. The macro cannot see their entries, so the compiler checks them.
//!
//! The expansion calls each function in its own constant. If it panics there, the compiler reports the text as an
//! error.

use super::conflict::{any_host, covered, shared};
use super::set::OriginSet;

/// Checks that two sets of one policy do not contain the same entry.
///
/// # Panics
///
/// If both contain an entry.
#[track_caller]
pub const fn forbid_shared(a: &OriginSet, a_name: &str, b: &OriginSet, b_name: &str) {
    if let Some(entry) = shared(&a.checked, &b.checked) {
        fail(&[
            &[a_name, " and ", b_name, " both contain `"],
            &entry,
            &["`; remove it from one of them (if both are the same set, remove one of the two)"],
        ]);
    }
}

/// Checks that no pattern of the set `by` covers an entry of `set`, another set of the same policy.
///
/// # Panics
///
/// If a pattern covers an entry.
#[track_caller]
pub const fn forbid_covered(set: &OriginSet, name: &str, by: &OriginSet, by_name: &str) {
    if let Some((entry, pattern)) = covered(&set.checked, &by.checked) {
        fail(&[
            &[name, " contains `"],
            &entry,
            &["`, which `"],
            &pattern,
            &["` of ", by_name, " already covers; remove it, or narrow the pattern"],
        ]);
    }
}

/// Checks that a set contains no `http://` origin of another machine.
///
/// # Panics
///
/// If it contains one.
#[track_caller]
pub const fn forbid_insecure(set: &OriginSet, name: &str) {
    if let Some(entry) = set.checked.insecure {
        fail(&[&[
            name,
            " contains `",
            entry,
            "`, which is not encrypted, so with `credentials: true` anyone who controls the network can act as the \
             user; write `https://` in the set, or add `dangerously_allow_insecure_origins: true` to this policy",
        ]]);
    }
}

/// Checks that a set contains no pattern over a public suffix.
///
/// # Panics
///
/// If it contains one.
#[track_caller]
pub const fn forbid_public_suffix(set: &OriginSet, name: &str) {
    if let Some(entry) = set.checked.public_suffix {
        fail(&[&[
            name,
            " contains `",
            entry,
            "`, which covers names below a public suffix, so with `credentials: true` anyone who registers one can act \
             as the user; write a domain of your own in the set, or add \
             `dangerously_allow_public_suffix_subdomains: true` to this policy",
        ]]);
    }
}

/// Checks that a set contains no pattern for any host of a scheme.
///
/// # Panics
///
/// If it contains one.
#[track_caller]
pub const fn forbid_any_host(set: &OriginSet, name: &str) {
    if let Some(entry) = any_host(&set.checked) {
        fail(&[
            &[name, " contains `"],
            &entry,
            &[
                "`, which covers every extension or application with this scheme, so with `credentials: true` anyone who \
               publishes one can act as the user; list each host in the set, or remove `credentials` from this policy",
            ],
        ]);
    }
}

/// Checks that one of the sets contains an `http://` origin of another machine.
///
/// # Panics
///
/// If none of them does.
#[track_caller]
pub const fn require_insecure(sets: &[&OriginSet]) {
    let mut index = 0;
    while index < sets.len() {
        if sets[index].checked.insecure.is_some() || sets[index].checked.is_broken {
            return;
        }
        index += 1;
    }
    fail(&[&[
        "`dangerously_allow_insecure_origins` is unnecessary: no entry is an `http://` origin of another machine; \
         remove it",
    ]]);
}

/// Checks that one of the sets contains a pattern over a public suffix.
///
/// # Panics
///
/// If none of them does.
#[track_caller]
pub const fn require_public_suffix(sets: &[&OriginSet]) {
    let mut index = 0;
    while index < sets.len() {
        if sets[index].checked.public_suffix.is_some() || sets[index].checked.is_broken {
            return;
        }
        index += 1;
    }
    fail(&[&[
        "`dangerously_allow_public_suffix_subdomains` is unnecessary: no entry is a `*.` pattern over a public suffix; \
         remove it",
    ]]);
}

/// Panics with the pieces as one text. It copies bytes, because a constant can neither format nor allocate.
#[track_caller]
const fn fail(parts: &[&[&str]]) -> ! {
    let mut text = [0; MAX_TEXT];
    let (mut length, mut part) = (0, 0);
    while part < parts.len() {
        let mut piece = 0;
        while piece < parts[part].len() {
            let bytes = parts[part][piece].as_bytes();
            let mut index = 0;
            while index < bytes.len() && length < MAX_TEXT {
                text[length] = bytes[index];
                length += 1;
                index += 1;
            }
            piece += 1;
        }
        part += 1;
    }
    match core::str::from_utf8(text.split_at(length).0) {
        Ok(text) => panic!("{}", text),
        Err(_) => panic!("two sets of origins of this policy conflict"),
    }
}

/// In bytes: room for two of the longest origins, and for the sentence around them.
const MAX_TEXT: usize = 1_024;
