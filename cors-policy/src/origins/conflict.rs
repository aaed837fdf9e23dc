//! Finds out whether two sets allow the same origin. The compiler runs this for a policy that spreads both.
//!
//! The rules are the same as in `cors_policy_core::origin::conflicts`. A constant cannot use iterators, closures or
//! comparisons of slices, so they are written again without them. `tests/matching/disjoint.rs` compares the two.
//!
//! The compiler counts the calls and the loop turns in a constant, and stops at two million (see [`in_const`]). So the
//! code spends few of them on an entry: about 12 to look it up, and one for each suffix length in the other set.

use cors_policy_core::perfect::in_const;

use super::checked::CheckedSet;
use super::exact::ExactSet;
use super::subdomains::{SubdomainSet, Subdomains};

/// The text of an entry, in pieces, because a constant cannot join them.
pub(super) type Entry = [&'static str; 4];

/// Returns an entry that both sets contain.
pub(super) const fn shared(a: &CheckedSet, b: &CheckedSet) -> Option<Entry> {
    if let Some(entry) = shared_text(&a.exact, &b.exact) {
        return Some([entry, "", "", ""]);
    }
    if let Some(base) = shared_text(&a.any_port, &b.any_port) {
        return Some([base, ":*", "", ""]);
    }
    if let Some(pattern) = shared_pattern(&a.subdomains, &b.subdomains) {
        return Some(text(pattern));
    }
    if let Some(pattern) = shared_pattern(&a.subdomains_any_port, &b.subdomains_any_port) {
        return Some(any_port(pattern));
    }
    match shared_text(&a.any_host, &b.any_host) {
        Some(scheme) => Some([scheme, "://*", "", ""]),
        None => None,
    }
}

/// Returns an entry like `chrome-extension://*`, if the set contains one.
pub(super) const fn any_host(set: &CheckedSet) -> Option<Entry> {
    let (slots, count) = (set.any_host.slots, set.any_host.slots.len());
    let mut index = 0;
    while index < count {
        if !slots[index].is_empty() {
            return Some([slots[index], "://*", "", ""]);
        }
        index += 1;
    }
    None
}

/// Returns an entry of `narrow`, and the pattern of `wide` that covers it.
pub(super) const fn covered(narrow: &CheckedSet, wide: &CheckedSet) -> Option<(Entry, Entry)> {
    if let Some(found) = covered_exact(narrow, wide) {
        return Some(found);
    }
    if let Some(found) = covered_any_port(narrow, wide) {
        return Some(found);
    }
    if let Some(found) = covered_subdomains(narrow, wide) {
        return Some(found);
    }
    covered_subdomains_any_port(narrow, wide)
}

/// Finds an entry like `https://a.example.com:3000` that a pattern of any kind covers.
const fn covered_exact(narrow: &CheckedSet, wide: &CheckedSet) -> Option<(Entry, Entry)> {
    let has_any_port =
        !(wide.any_port.slots.is_empty() && wide.subdomains_any_port.slots.is_empty());
    let has_any_host = !wide.any_host.slots.is_empty();
    if !has_any_port && !has_any_host && wide.subdomains.slots.is_empty() {
        return None;
    }
    let (slots, count) = (narrow.exact.slots, narrow.exact.slots.len());
    let (any_port_texts, any_host_schemes) = (Texts::of(&wide.any_port), Texts::of(&wide.any_host));
    let mut index = 0;
    while index < count {
        let origin = slots[index];
        let entry = [origin, "", "", ""];
        let bytes = origin.as_bytes();
        let end = bytes.len();
        if let Some(by) = reaching(&wide.subdomains, bytes, bytes, end) {
            return Some((entry, text(by)));
        }
        if has_any_port {
            let base = without_port(bytes, end);
            if let Some(by) = any_port_texts.find(bytes, base) {
                return Some((entry, [by, ":*", "", ""]));
            }
            if let Some(by) = reaching(&wide.subdomains_any_port, bytes, bytes, base) {
                return Some((entry, any_port(by)));
            }
        }
        if has_any_host {
            if let Some(by) = any_host_schemes.find(bytes, scheme_of_one_label(bytes)) {
                return Some((entry, [by, "://*", "", ""]));
            }
        }
        index += 1;
    }
    None
}

/// Finds an entry like `https://a.example.com:*` that a pattern like `https://*.example.com:*` covers.
const fn covered_any_port(narrow: &CheckedSet, wide: &CheckedSet) -> Option<(Entry, Entry)> {
    let (slots, count) = (narrow.any_port.slots, narrow.any_port.slots.len());
    let mut index = 0;
    while index < count {
        let bytes = slots[index].as_bytes();
        if let Some(by) = reaching(&wide.subdomains_any_port, bytes, bytes, bytes.len()) {
            return Some(([slots[index], ":*", "", ""], any_port(by)));
        }
        index += 1;
    }
    None
}

/// Finds a pattern like `https://*.a.example.com:3000` that a pattern with fewer labels or for any port covers.
const fn covered_subdomains(narrow: &CheckedSet, wide: &CheckedSet) -> Option<(Entry, Entry)> {
    let (slots, count) = (narrow.subdomains.slots, narrow.subdomains.slots.len());
    let mut index = 0;
    while index < count {
        let pattern = &slots[index];
        let (scheme, suffix) = (pattern.scheme.as_bytes(), pattern.suffix.as_bytes());
        let end = suffix.len();
        if let Some(by) = reaching(&wide.subdomains, scheme, suffix, end) {
            if by.suffix.len() < end {
                return Some((text(pattern), text(by)));
            }
        }
        let base = without_port(suffix, end);
        if let Some(by) = reaching(&wide.subdomains_any_port, scheme, suffix, base) {
            return Some((text(pattern), any_port(by)));
        }
        index += 1;
    }
    None
}

/// Finds a pattern like `https://*.a.example.com:*` that a pattern with fewer labels covers.
const fn covered_subdomains_any_port(
    narrow: &CheckedSet,
    wide: &CheckedSet,
) -> Option<(Entry, Entry)> {
    let slots = narrow.subdomains_any_port.slots;
    let count = slots.len();
    let mut index = 0;
    while index < count {
        let pattern = &slots[index];
        let (scheme, suffix) = (pattern.scheme.as_bytes(), pattern.suffix.as_bytes());
        let end = suffix.len();
        if let Some(by) = reaching(&wide.subdomains_any_port, scheme, suffix, end) {
            if by.suffix.len() < end {
                return Some((any_port(pattern), any_port(by)));
            }
        }
        index += 1;
    }
    None
}

/// Returns a text that both sets contain. It looks up each entry of the smaller set in the other one.
const fn shared_text(a: &ExactSet, b: &ExactSet) -> Option<&'static str> {
    let (few, many) = if a.slots.len() < b.slots.len() { (a, b) } else { (b, a) };
    let (slots, count, many) = (few.slots, few.slots.len(), Texts::of(many));
    let mut index = 0;
    while index < count {
        let bytes = slots[index].as_bytes();
        if let Some(text) = many.find(bytes, bytes.len()) {
            return Some(text);
        }
        index += 1;
    }
    None
}

/// Returns a pattern that both sets contain. It looks up each entry of the smaller set in the other one.
const fn shared_pattern(a: &SubdomainSet, b: &SubdomainSet) -> Option<&'static Subdomains> {
    let (few, many) = if a.slots.len() < b.slots.len() { (a, b) } else { (b, a) };
    let (slots, count) = (few.slots, few.slots.len());
    let mut index = 0;
    while index < count {
        let (scheme, suffix) = (slots[index].scheme.as_bytes(), slots[index].suffix.as_bytes());
        let end = suffix.len();
        if let Some(pattern) = find_pattern(many, scheme, scheme.len(), suffix, 0, end) {
            return Some(pattern);
        }
        index += 1;
    }
    None
}

/// A set of texts for many lookups. It keeps the lengths of the tables, because the compiler counts each call of `len`.
#[derive(Clone, Copy)]
struct Texts<'a> {
    set: &'a ExactSet,
    buckets: usize,
    slots: usize,
}

impl<'a> Texts<'a> {
    const fn of(set: &'a ExactSet) -> Self {
        Self { set, buckets: set.pilots.len(), slots: set.slots.len() }
    }

    /// Returns the entry that equals `text[..end]`. A free slot contains an empty text, and never matches.
    const fn find(self, text: &[u8], end: usize) -> Option<&'static str> {
        let Self { set, buckets, slots } = self;
        if end < set.lengths.0 || end > set.lengths.1 {
            return None;
        }
        let hash = in_const::hash(set.seed, text, 0, end);
        let entry = set.slots[in_const::slot(hash, set.pilots, buckets, slots)];
        if in_const::equals(text, 0, end, entry.as_bytes()) { Some(entry) } else { None }
    }
}

/// Returns the first pattern of the set with the scheme of `head` whose suffix is the end of `text[..end]`. The suffix
/// starts at a dot, and may be the whole text.
const fn reaching(
    set: &SubdomainSet,
    head: &[u8],
    text: &[u8],
    end: usize,
) -> Option<&'static Subdomains> {
    let (lengths, count) = (set.suffix_lengths, set.suffix_lengths.len());
    let mut index = 0;
    while index < count {
        let length = lengths[index];
        if length <= end && text[end - length] == b'.' {
            if let Some(pattern) = find_pattern(set, head, scheme(head), text, end - length, end) {
                return Some(pattern);
            }
        }
        index += 1;
    }
    None
}

/// Returns the pattern of the set with the scheme `head[..colon]` and the suffix `text[dot..end]`.
const fn find_pattern(
    set: &SubdomainSet,
    head: &[u8],
    colon: usize,
    text: &[u8],
    dot: usize,
    end: usize,
) -> Option<&'static Subdomains> {
    let slot_count = set.slots.len();
    if slot_count == 0 || dot == end {
        return None;
    }
    let hash = in_const::hash(in_const::hash(set.seed, head, 0, colon), text, dot, end);
    let pattern = &set.slots[in_const::slot(hash, set.pilots, set.pilots.len(), slot_count)];
    let is_same = in_const::equals(text, dot, end, pattern.suffix.as_bytes())
        && in_const::equals(head, 0, colon, pattern.scheme.as_bytes());
    if is_same { Some(pattern) } else { None }
}

/// Returns the length of the scheme at the start of `head`: up to its first colon, or all of it.
const fn scheme(head: &[u8]) -> usize {
    let length = head.len();
    let mut colon = 0;
    while colon < length && head[colon] != b':' {
        colon += 1;
    }
    colon
}

/// Returns the length of the scheme of `origin`, if its host is one label and it has no port. The origin is legal.
const fn scheme_of_one_label(origin: &[u8]) -> usize {
    let mut start = origin.len();
    while start > 0 && matches!(origin[start - 1], b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_') {
        start -= 1;
    }
    if start > "://".len() && origin[start - 1] == b'/' { start - "://".len() } else { 0 }
}

const fn text(pattern: &Subdomains) -> Entry {
    [pattern.scheme, "://*", pattern.suffix, ""]
}

/// The text of a pattern for any port. Its suffix has no port.
const fn any_port(pattern: &Subdomains) -> Entry {
    [pattern.scheme, "://*", pattern.suffix, ":*"]
}

/// Returns the length of `origin[..end]` without its port and the colon in front of it, if it has a port.
const fn without_port(origin: &[u8], end: usize) -> usize {
    let mut colon = end;
    while colon > 0 && origin[colon - 1].is_ascii_digit() {
        colon -= 1;
    }
    if colon > 0 && colon < end && origin[colon - 1] == b':' { colon - 1 } else { end }
}
