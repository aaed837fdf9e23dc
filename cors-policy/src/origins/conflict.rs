//! Whether two sets allow the same origin, found while the policy that spreads both is compiled.
//!
//! The rules are those of `cors_policy_core::origin::conflicts`, in the words that a constant may use: no iterators, no
//! closures and no comparison of slices.

use cors_policy_core::perfect;

use super::{ExactSet, OriginSet, SubdomainSet, Subdomains};

/// The text of an entry, in pieces: a constant cannot join them.
pub(super) type Entry = [&'static str; 3];

/// An entry of either set that the other has too, or covers with a pattern.
pub(super) const fn conflict(a: &OriginSet, b: &OriginSet) -> Option<Entry> {
    if let Some(entry) = covered(a, b) {
        return Some(entry);
    }
    covered(b, a)
}

/// An entry of `narrow` that `wide` has or covers.
const fn covered(narrow: &OriginSet, wide: &OriginSet) -> Option<Entry> {
    let mut index = 0;
    while index < narrow.exact.slots.len() {
        let entry = narrow.exact.slots[index];
        if !entry.is_empty() && covers_exact(wide, entry.as_bytes()) {
            return Some([entry, "", ""]);
        }
        index += 1;
    }
    index = 0;
    while index < narrow.any_port.slots.len() {
        let base = narrow.any_port.slots[index];
        let bytes = base.as_bytes();
        if !base.is_empty()
            && (has(&wide.any_port, bytes) || covers(&wide.subdomains_any_port, bytes))
        {
            return Some([base, ":*", ""]);
        }
        index += 1;
    }
    index = 0;
    while index < narrow.subdomains.slots.len() {
        let pattern = &narrow.subdomains.slots[index];
        let (scheme, suffix) = (pattern.scheme.as_bytes(), pattern.suffix.as_bytes());
        if !suffix.is_empty()
            && (reaches(&wide.subdomains, scheme, suffix)
                || reaches(&wide.subdomains_any_port, scheme, without_port(suffix)))
        {
            return Some([pattern.scheme, "://*", pattern.suffix]);
        }
        index += 1;
    }
    index = 0;
    while index < narrow.subdomains_any_port.slots.len() {
        let pattern = &narrow.subdomains_any_port.slots[index];
        let (scheme, suffix) = (pattern.scheme.as_bytes(), pattern.suffix.as_bytes());
        if !suffix.is_empty() && reaches(&wide.subdomains_any_port, scheme, suffix) {
            return Some([pattern.scheme, "://*", pattern.suffix]);
        }
        index += 1;
    }
    None
}

const fn covers_exact(wide: &OriginSet, origin: &[u8]) -> bool {
    let base = without_port(origin);
    has(&wide.exact, origin)
        || has(&wide.any_port, base)
        || covers(&wide.subdomains, origin)
        || covers(&wide.subdomains_any_port, base)
}

/// Whether `text` is in the set.
const fn has(set: &ExactSet, text: &[u8]) -> bool {
    if set.slots.is_empty() {
        return false;
    }
    let hash = perfect::hash(set.seed, text);
    equal(set.slots[perfect::slot(hash, set.pilots, set.slots.len())].as_bytes(), text)
}

/// Whether a pattern of the set covers `origin`, which is one that was declared, and so well-formed.
const fn covers(set: &SubdomainSet, origin: &[u8]) -> bool {
    let mut colon = 0;
    while colon < origin.len() && origin[colon] != b':' {
        colon += 1;
    }
    let (scheme, rest) = origin.split_at(colon);
    let mut index = 0;
    while index < set.slots.len() {
        let Subdomains { scheme: other, suffix } = &set.slots[index];
        let is_longer = rest.len() > "://".len() + suffix.len();
        if !suffix.is_empty()
            && is_longer
            && equal(scheme, other.as_bytes())
            && ends_with(rest, suffix.as_bytes())
        {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether a pattern of the set is the one of `scheme` and `suffix`, or covers it.
const fn reaches(set: &SubdomainSet, scheme: &[u8], suffix: &[u8]) -> bool {
    let mut index = 0;
    while index < set.slots.len() {
        let Subdomains { scheme: other, suffix: wide } = &set.slots[index];
        if !wide.is_empty() && equal(scheme, other.as_bytes()) && ends_with(suffix, wide.as_bytes())
        {
            return true;
        }
        index += 1;
    }
    false
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

const fn ends_with(text: &[u8], end: &[u8]) -> bool {
    text.len() >= end.len() && equal(text.split_at(text.len() - end.len()).1, end)
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
