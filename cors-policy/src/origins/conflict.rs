//! Whether two sets allow the same origin, found while the policy that spreads both is compiled.
//!
//! The rules are those of `cors_policy_core::origin::conflicts`, in the words that a constant may use: no iterators, no
//! closures and no comparison of slices. `tests/matching/disjoint.rs` holds the two together. The compiler takes about a
//! microsecond for each byte that it looks at here, so nothing is looked at twice: an entry is hashed from each of its
//! dots on, and the smaller set is walked where both hold entries of one kind.

use cors_policy_core::perfect;

use super::{ExactSet, OriginSet, SubdomainSet, Subdomains};

/// The text of an entry, in pieces: a constant cannot join them.
pub(super) type Entry = [&'static str; 4];

/// How two sets allow the same origin.
pub(super) enum Conflict {
    /// Both hold this entry.
    Both(Entry),
    /// The first holds an entry, which a pattern of the second covers.
    FirstCovered(Entry, Entry),
    /// The second holds an entry, which a pattern of the first covers.
    SecondCovered(Entry, Entry),
}

pub(super) const fn conflict(a: &OriginSet, b: &OriginSet) -> Option<Conflict> {
    if let Some(entry) = shared(&a.exact, &b.exact) {
        return Some(Conflict::Both([entry, "", "", ""]));
    }
    match covered(a, b) {
        Some((entry, Some(by))) => return Some(Conflict::FirstCovered(entry, by)),
        Some((entry, None)) => return Some(Conflict::Both(entry)),
        None => {}
    }
    match covered(b, a) {
        Some((entry, Some(by))) => Some(Conflict::SecondCovered(entry, by)),
        Some((entry, None)) => Some(Conflict::Both(entry)),
        None => None,
    }
}

/// An entry that both sets have.
const fn shared(a: &ExactSet, b: &ExactSet) -> Option<&'static str> {
    let (few, many) = if a.slots.len() < b.slots.len() { (a, b) } else { (b, a) };
    let mut index = 0;
    while index < few.slots.len() {
        let entry = few.slots[index];
        if !entry.is_empty() && has(many, entry.as_bytes()) {
            return Some(entry);
        }
        index += 1;
    }
    None
}

/// An entry of `narrow` that a pattern of `wide` covers, or is.
const fn covered(narrow: &OriginSet, wide: &OriginSet) -> Option<(Entry, Option<Entry>)> {
    if has_patterns(wide) {
        let mut index = 0;
        while index < narrow.exact.slots.len() {
            let entry = narrow.exact.slots[index];
            if let (false, Some(by)) = (entry.is_empty(), covering(wide, entry)) {
                return Some(([entry, "", "", ""], Some(by)));
            }
            index += 1;
        }
    }
    let mut index = 0;
    while index < narrow.any_port.slots.len() {
        let base = narrow.any_port.slots[index];
        let entry = [base, ":*", "", ""];
        if !base.is_empty() {
            if has(&wide.any_port, base.as_bytes()) {
                return Some((entry, None));
            }
            if let Some(by) = reaching_origin(&wide.subdomains_any_port, base.as_bytes()) {
                return Some((entry, Some(any_port(by))));
            }
        }
        index += 1;
    }
    index = 0;
    while index < narrow.subdomains.slots.len() {
        let pattern = &narrow.subdomains.slots[index];
        let (scheme, suffix) = (pattern.scheme.as_bytes(), pattern.suffix.as_bytes());
        if let Some(by) = reaching(&wide.subdomains, scheme, suffix) {
            let is_same = equal(by.suffix.as_bytes(), suffix);
            return Some((text(pattern), if is_same { None } else { Some(text(by)) }));
        }
        if let Some(by) = reaching(&wide.subdomains_any_port, scheme, without_port(suffix)) {
            return Some((text(pattern), Some(any_port(by))));
        }
        index += 1;
    }
    index = 0;
    while index < narrow.subdomains_any_port.slots.len() {
        let pattern = &narrow.subdomains_any_port.slots[index];
        let (scheme, suffix) = (pattern.scheme.as_bytes(), pattern.suffix.as_bytes());
        if let Some(by) = reaching(&wide.subdomains_any_port, scheme, suffix) {
            let is_same = equal(by.suffix.as_bytes(), suffix);
            return Some((any_port(pattern), if is_same { None } else { Some(any_port(by)) }));
        }
        index += 1;
    }
    None
}

const fn has_patterns(set: &OriginSet) -> bool {
    !(set.any_port.slots.is_empty()
        && set.subdomains.slots.is_empty()
        && set.subdomains_any_port.slots.is_empty())
}

/// The pattern of `wide` that covers an origin without a star.
const fn covering(wide: &OriginSet, origin: &'static str) -> Option<Entry> {
    let base = without_port(origin.as_bytes());
    if let Some(entry) = find(&wide.any_port, base) {
        return Some([entry, ":*", "", ""]);
    }
    if let Some(by) = reaching_origin(&wide.subdomains, origin.as_bytes()) {
        return Some(text(by));
    }
    match reaching_origin(&wide.subdomains_any_port, base) {
        Some(by) => Some(any_port(by)),
        None => None,
    }
}

const fn has(set: &ExactSet, text: &[u8]) -> bool {
    find(set, text).is_some()
}

/// The entry of the set that equals `text`.
const fn find(set: &ExactSet, text: &[u8]) -> Option<&'static str> {
    if set.slots.is_empty() {
        return None;
    }
    let hash = perfect::hash(set.seed, text);
    let entry = set.slots[perfect::slot(hash, set.pilots, set.slots.len())];
    if equal(entry.as_bytes(), text) { Some(entry) } else { None }
}

/// The pattern of the set that covers `origin`, which is one that was declared, and so well-formed.
const fn reaching_origin(set: &SubdomainSet, origin: &[u8]) -> Option<&'static Subdomains> {
    let mut colon = 0;
    while colon < origin.len() && origin[colon] != b':' {
        colon += 1;
    }
    let (scheme, rest) = origin.split_at(colon);
    reaching(set, scheme, rest)
}

/// The pattern of the set that ends as `suffix` does, from one of its dots on.
const fn reaching(set: &SubdomainSet, scheme: &[u8], suffix: &[u8]) -> Option<&'static Subdomains> {
    if set.slots.is_empty() {
        return None;
    }
    let seed = perfect::hash(set.seed, scheme);
    let mut rest = suffix;
    while let Some((first, after)) = rest.split_first() {
        if *first == b'.' {
            let slot = perfect::slot(perfect::hash(seed, rest), set.pilots, set.slots.len());
            let pattern = &set.slots[slot];
            if equal(rest, pattern.suffix.as_bytes()) && equal(scheme, pattern.scheme.as_bytes()) {
                return Some(pattern);
            }
        }
        rest = after;
    }
    None
}

const fn text(pattern: &Subdomains) -> Entry {
    [pattern.scheme, "://*", pattern.suffix, ""]
}

/// A pattern for every port. Its suffix has none.
const fn any_port(pattern: &Subdomains) -> Entry {
    [pattern.scheme, "://*", pattern.suffix, ":*"]
}

/// `origin` without a colon and what follows it, if that is a port.
const fn without_port(origin: &[u8]) -> &[u8] {
    let mut end = origin.len();
    while end > 0 && origin[end - 1].is_ascii_digit() {
        end -= 1;
    }
    if end > 0 && end < origin.len() && origin[end - 1] == b':' {
        origin.split_at(end - 1).0
    } else {
        origin
    }
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}
