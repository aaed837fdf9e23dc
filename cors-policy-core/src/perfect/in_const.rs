//! The same hash, slot and comparison for constant evaluation, where other operations are expensive.
//!
//! The compiler counts each call and each turn of a loop. After two million of them in one constant it reports
//! `long_running_const_eval`, which is an error unless the crate allows it. Arithmetic and indexing do not count. So
//! this module calls nothing in the standard library, not even for a length: the caller passes it.

#![expect(clippy::cast_possible_truncation, reason = "only the low half of a product is needed")]

use super::{BLOCK, LAST, LENGTH, PILOT, WORD};

/// Reads eight bytes as [`u64::from_le_bytes`] does.
macro_rules! word {
    ($bytes:expr, $at:expr) => {
        ($bytes[$at] as u64)
            | ($bytes[$at + 1] as u64) << 8
            | ($bytes[$at + 2] as u64) << 16
            | ($bytes[$at + 3] as u64) << 24
            | ($bytes[$at + 4] as u64) << 32
            | ($bytes[$at + 5] as u64) << 40
            | ($bytes[$at + 6] as u64) << 48
            | ($bytes[$at + 7] as u64) << 56
    };
}

/// Multiplies without overflow.
macro_rules! wrapping_mul {
    ($a:expr, $b:expr) => {
        ($a as u128 * $b as u128) as u64
    };
}

/// Multiplies, and combines both halves of the product with XOR.
macro_rules! fold {
    ($a:expr, $b:expr) => {{
        let product = $a as u128 * $b as u128;
        product as u64 ^ (product >> 64) as u64
    }};
}

/// What [`super::hash`] returns for `text[start..end]`.
///
/// # Panics
///
/// If these bytes do not exist.
#[must_use]
pub const fn hash(seed: u64, text: &[u8], start: usize, end: usize) -> u64 {
    let length = end - start;
    let mut hash = seed ^ wrapping_mul!(length, LENGTH);
    let mut at = start;
    while end - at > BLOCK {
        hash = fold!(hash ^ word!(text, at), WORD ^ word!(text, at + 8));
        at += BLOCK;
    }
    if length >= 8 {
        let first = if length >= BLOCK { end - BLOCK } else { start };
        return fold!(hash ^ word!(text, first), WORD ^ word!(text, end - 8));
    }
    let mut word = 0;
    while at < end {
        word = word << 8 | text[at] as u64;
        at += 1;
    }
    fold!(hash ^ word, LAST)
}

/// What [`super::slot`] returns for `slots` slots. There are as many `pilots` as `buckets`.
///
/// # Panics
///
/// If there are no pilots, because then there are no keys.
#[must_use]
pub const fn slot(hash: u64, pilots: &[u16], buckets: usize, slots: usize) -> usize {
    let pilot = pilots[(((hash >> 32) * buckets as u64) >> 32) as usize];
    let displaced = fold!(hash ^ wrapping_mul!(pilot as u64 + 1, PILOT), WORD);
    (((displaced >> 32) * slots as u64) >> 32) as usize
}

/// Whether `text[start..end]` equals `other`.
///
/// # Panics
///
/// If these bytes do not exist.
#[must_use]
pub const fn equals(text: &[u8], start: usize, end: usize, other: &[u8]) -> bool {
    let length = end - start;
    if length != other.len() {
        return false;
    }
    let mut at = 0;
    while at + 8 <= length {
        if word!(text, start + at) != word!(other, at) {
            return false;
        }
        at += 8;
    }
    while at < length {
        if text[start + at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{equals, hash, slot};
    use crate::perfect;

    const TEXT: &[u8] = b"https://a-tenant-of-many.apps.example.com:8443";

    #[test]
    fn hashes_and_slots_are_those_of_a_request() {
        for start in 0..=TEXT.len() {
            for end in start..=TEXT.len() {
                let expected = perfect::hash(7, &TEXT[start..end]);
                assert_eq!(hash(7, TEXT, start, end), expected, "{start}..{end}");
                for slots in [1, 5, 1_000_000] {
                    let pilots = [0, 1, 999, u16::MAX];
                    let found = slot(expected, &pilots, pilots.len(), slots);
                    assert_eq!(found, perfect::slot(expected, &pilots, slots), "{start}..{end}");
                }
            }
        }
    }

    #[test]
    fn each_byte_is_compared() {
        for start in 0..=TEXT.len() {
            for end in start..=TEXT.len() {
                let part = &TEXT[start..end];
                assert!(equals(TEXT, start, end, part), "{start}..{end}");
                for at in 0..part.len() {
                    let mut other = part.to_vec();
                    other[at] ^= 1;
                    assert!(!equals(TEXT, start, end, &other), "{start}..{end}: {at}");
                }
                assert!(start == end || !equals(TEXT, start + 1, end, part), "{start}..{end}");
            }
        }
    }
}
