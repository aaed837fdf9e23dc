//! A perfect hash: every key has a slot of its own, found with one hash and one look at a table of pilots.
//!
//! This is *hash, displace and compress* in the form of [PTHash](https://arxiv.org/abs/2104.10402). Keys fall into
//! buckets of about four. Each bucket, the largest first, tries pilots until all of its keys land in free slots. The
//! compiler does this once. The server computes the hash, reads the pilot and the slot, and compares the text with the
//! key in that slot. The comparison is necessary because unknown keys get a slot too.
//!
//! This folder contains hashing and the layout of its tables. It uses nothing else of this crate.
//!
//! `phf` is the well-known library for this. It is not used here because its SipHash costs more than the rest of a
//! lookup together, and because `phf_map!` expands to paths into a crate that the user of a policy may not depend on.
//! [`in_const`] is the same lookup for the compiler, which checks the sets of other crates with it.
//!
//! A set in source is hashed with known numbers, and only its author could choose keys that collide. A set that is made
//! at run time has a random [`Key`], so strangers who choose its entries cannot make two of them collide.

pub mod in_const;

/// Hashes `bytes`: one multiplication for each sixteen of them.
#[must_use]
#[inline]
pub const fn hash(seed: u64, bytes: &[u8]) -> u64 {
    hash_with(Key { seed, length: LENGTH, word: WORD, last: LAST }, bytes)
}

/// The key of a hash: all numbers in it that are not text. If they are random, nobody can choose texts that collide.
///
/// No number may be known, because text could cancel it. If `length` was known, a text of `m` bytes and a text of `n`
/// bytes would collide under every seed, if their first eight bytes differ by the XOR of `m * length` and `n * length`,
/// and all else is equal.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Where each hash begins.
    pub seed: u64,
    /// What the number of bytes is multiplied by.
    pub length: u64,
    /// What is mixed into each block.
    pub word: u64,
    /// What is mixed into a text of fewer than eight bytes.
    pub last: u64,
}

/// Hashes `bytes` with a key that is not fixed.
#[must_use]
#[inline]
pub const fn hash_with(key: Key, bytes: &[u8]) -> u64 {
    let mut hash = key.seed ^ (bytes.len() as u64).wrapping_mul(key.length);
    let mut rest = bytes;
    while rest.len() > BLOCK {
        let (block, after) = rest.split_at(BLOCK);
        hash = mix(hash, key.word, block);
        rest = after;
    }
    match bytes.last_chunk::<BLOCK>() {
        // The last sixteen bytes, which overlap the previous block.
        Some(block) => mix(hash, key.word, block),
        None => mix_few(hash, key, bytes),
    }
}

/// Mixes in a block.
#[inline]
const fn mix(hash: u64, word: u64, block: &[u8]) -> u64 {
    match (block.first_chunk(), block.last_chunk()) {
        (Some(first), Some(last)) => {
            fold(hash ^ u64::from_le_bytes(*first), word ^ u64::from_le_bytes(*last))
        }
        _ => hash,
    }
}

/// Mixes in a block of fewer than sixteen bytes.
#[inline]
const fn mix_few(hash: u64, key: Key, bytes: &[u8]) -> u64 {
    if bytes.len() >= 8 {
        return mix(hash, key.word, bytes);
    }
    let (mut few, mut index) = (0, 0);
    while index < bytes.len() {
        few = few << 8 | bytes[index] as u64;
        index += 1;
    }
    fold(hash ^ few, key.last)
}

/// The slot of the key with this hash. It is less than `slots`.
///
/// # Panics
///
/// If `pilots` is empty, because then there are no keys.
#[must_use]
#[inline]
pub const fn slot(hash: u64, pilots: &[u16], slots: usize) -> usize {
    let pilot = pilots[reduce(hash >> 32, pilots.len())];
    displace(hash, pilot, slots)
}

#[inline]
const fn displace(hash: u64, pilot: u16, slots: usize) -> usize {
    reduce(fold(hash ^ (pilot as u64 + 1).wrapping_mul(PILOT), WORD) >> 32, slots)
}

/// Both halves of the product, combined with XOR.
#[inline]
const fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    #[expect(clippy::cast_possible_truncation, reason = "both halves are needed, one by one")]
    let (low, high) = (product as u64, (product >> 64) as u64);
    low ^ high
}

/// Maps 32 random bits evenly to `0..len`, without a division.
#[inline]
const fn reduce(bits: u64, len: usize) -> usize {
    ((bits * len as u64) >> 32) as usize
}

/// The slots of the keys of one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The seed of each hash.
    pub seed: u64,
    /// The pilots, one for each bucket.
    pub pilots: Vec<u16>,
    /// For each slot, the index of the key in it. About one slot in five is free.
    pub slots: Vec<Option<usize>>,
}

impl Layout {
    /// Lays out `keys` keys. `hash_of(seed, key)` returns the hash of the key with this index.
    ///
    /// # Panics
    ///
    /// If no seed gives the keys different hashes. The keys must differ.
    #[must_use]
    pub fn new(keys: usize, hash_of: impl Fn(u64, usize) -> u64) -> Self {
        (0..)
            .find_map(|seed| {
                let hashes = (0..keys).map(|key| hash_of(seed, key)).collect::<Vec<_>>();
                Self::with_hashes(seed, &hashes)
            })
            .expect("keys that differ are told apart by one of 2^64 seeds")
    }

    /// Lays out the keys with these hashes, or finds that the seed does not tell them apart.
    #[must_use]
    pub fn with_hashes(seed: u64, hashes: &[u64]) -> Option<Self> {
        let mut pilots = vec![0; hashes.len().div_ceil(KEYS_PER_BUCKET)];
        let mut slots = vec![None; hashes.len() + hashes.len() / KEYS_PER_FREE_SLOT];
        let mut taken = Vec::new();
        let buckets = Buckets::of(hashes, pilots.len());
        for bucket in buckets.fullest_first() {
            let keys = buckets.keys(bucket);
            pilots[bucket] = (0..=u16::MAX).find(|&pilot| {
                taken.clear();
                for &key in keys {
                    let slot = displace(hashes[key], pilot, slots.len());
                    if slots[slot].is_some() || taken.contains(&slot) {
                        return false;
                    }
                    taken.push(slot);
                }
                true
            })?;
            for (&key, &slot) in keys.iter().zip(&taken) {
                slots[slot] = Some(key);
            }
        }
        Some(Self { seed, pilots, slots })
    }
}

/// The keys of each bucket, in one list for all buckets. A list for each bucket would be an allocation for each, and a
/// list that is made at run time may have a million keys.
struct Buckets {
    keys: Vec<usize>,
    /// Where the keys of each bucket end.
    ends: Vec<usize>,
}

impl Buckets {
    fn of(hashes: &[u64], count: usize) -> Self {
        let bucket_of = |hash: u64| reduce(hash >> 32, count);
        let mut ends = vec![0; count];
        for &hash in hashes {
            ends[bucket_of(hash)] += 1;
        }
        let mut next = 0;
        for end in &mut ends {
            let length = *end;
            *end = next;
            next += length;
        }
        // Each end is still the start of its bucket. It moves with every key that is put there.
        let mut keys = vec![0; hashes.len()];
        for (key, &hash) in hashes.iter().enumerate() {
            let end = &mut ends[bucket_of(hash)];
            keys[*end] = key;
            *end += 1;
        }
        Self { keys, ends }
    }

    /// The keys of a bucket, in their order.
    fn keys(&self, bucket: usize) -> &[usize] {
        let start = bucket.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start..self.ends[bucket]]
    }

    /// The buckets, the fullest one first: it is the hardest to place.
    fn fullest_first(&self) -> Vec<usize> {
        let mut buckets = (0..self.ends.len()).collect::<Vec<_>>();
        buckets.sort_by_key(|&bucket| std::cmp::Reverse(self.keys(bucket).len()));
        buckets
    }
}

const BLOCK: usize = 16;
const KEYS_PER_BUCKET: usize = 4;
const KEYS_PER_FREE_SLOT: usize = 4;

// Odd numbers with about as many ones as zeros: the first digits of the fractions of the square roots of 2, 3, 5 and 7.
const LENGTH: u64 = 0x6a09_e667_f3bc_c909;
const WORD: u64 = 0xbb67_ae85_84ca_a73b;
const LAST: u64 = 0x3c6e_f372_fe94_f82b;
const PILOT: u64 = 0xa54f_f53a_5f1d_36f1;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Key, LENGTH, Layout, WORD, displace, hash, hash_with, slot};

    #[test]
    fn every_key_is_found_in_its_own_slot() {
        for count in [1, 2, 3, 4, 5, 8, 9, 64, 1_000, 10_000] {
            let keys =
                (0..count).map(|n| format!("https://tenant-{n}.example.com")).collect::<Vec<_>>();
            let layout = Layout::new(count, |seed, key| hash(seed, keys[key].as_bytes()));
            for (index, key) in keys.iter().enumerate() {
                let hash = hash(layout.seed, key.as_bytes());
                let slot = slot(hash, &layout.pilots, layout.slots.len());
                assert_eq!(layout.slots[slot], Some(index), "{key} of {count}");
            }
            assert_eq!(layout.slots.iter().flatten().count(), count);
        }
    }

    #[test]
    fn no_keys_need_no_slots() {
        let layout = Layout::new(0, |_, _| unreachable!("there is no key to hash"));
        assert_eq!(layout, Layout { seed: 0, pilots: Vec::new(), slots: Vec::new() });
    }

    #[test]
    fn a_seed_that_does_not_tell_the_keys_apart_is_passed_over() {
        let layout =
            Layout::new(2, |seed, key| if seed < 3 { 7 } else { hash(seed, &key.to_le_bytes()) });
        assert_eq!(layout.seed, 3);
    }

    #[test]
    fn each_byte_and_the_length_count() {
        let key = b"https://app.example.com".as_slice();
        for length in 0..key.len() {
            assert_ne!(hash(0, key), hash(0, &key[..length]), "{length}");
            let mut other = key.to_vec();
            other[length] ^= 1;
            assert_ne!(hash(0, key), hash(0, &other), "{length}");
        }
        assert_ne!(hash(0, key), hash(1, key));
    }

    #[test]
    fn keys_that_differ_in_nothing_but_their_length_are_told_apart() {
        let zeros = [0; 64];
        let hashes = (0..=64).map(|length| hash(0, &zeros[..length])).collect::<HashSet<_>>();
        assert_eq!(hashes.len(), 65);
    }

    /// After the first block of these keys, the state of the hash equals the next eight bytes. The product is then zero,
    /// and the rest does not count.
    #[test]
    fn with_a_known_key_texts_can_be_made_to_collide_and_with_another_they_differ() {
        let text = |n: u64| format!("https://caaawak2i4t56rg7{n:08}");
        let keys = [
            Key { word: !WORD, ..KNOWN },
            Key { seed: 1, ..KNOWN },
            Key { length: !LENGTH, ..KNOWN },
        ];
        for key in keys {
            let hashes = (0..1_000).map(|n| hash_with(key, text(n).as_bytes()));
            assert_eq!(hashes.collect::<HashSet<_>>().len(), 1_000, "{key:?}");
        }
        for n in 0..1_000 {
            assert_eq!(hash(0, text(n).as_bytes()), 0);
        }
    }

    /// The first eight bytes of these texts differ by the XOR of their lengths, multiplied by [`LENGTH`].
    #[test]
    fn two_lengths_can_be_told_apart_because_nobody_knows_what_they_are_multiplied_by() {
        let text = |start: &str, end: usize| {
            format!("{start}{}://{}", "a".repeat(1_896_795), "a".repeat(end)).into_bytes()
        };
        let (a, b) = (text("adfdaadi", 30), text("z98996z+", 33));
        for (seed, word) in [(0, WORD), (1, 2), (u64::MAX, 0x1234_5678_9abc_def0)] {
            let known = Key { seed, word, ..KNOWN };
            assert_eq!(hash_with(known, &a), hash_with(known, &b));
            let unknown = Key { length: LENGTH + 2, ..known };
            assert_ne!(hash_with(unknown, &a), hash_with(unknown, &b));
        }
    }

    #[test]
    fn each_number_of_a_key_counts() {
        let text = b"https://app.example.com";
        for length in 1..=text.len() {
            let text = &text[..length];
            let hash = hash_with(KNOWN, text);
            assert_ne!(hash, hash_with(Key { seed: 1, ..KNOWN }, text), "{length}");
            assert_ne!(hash, hash_with(Key { length: 1, ..KNOWN }, text), "{length}");
            let other = Key { word: 1, last: 1, ..KNOWN };
            assert_ne!(hash, hash_with(other, text), "{length}");
            let (word, last) = (Key { word: 1, ..KNOWN }, Key { last: 1, ..KNOWN });
            assert_eq!(hash == hash_with(word, text), length < 8, "{length}");
            assert_eq!(hash == hash_with(last, text), length >= 8, "{length}");
        }
    }

    /// The key of the sets in source, whose seed is 0 unless that does not tell their entries apart.
    const KNOWN: Key = Key { seed: 0, length: LENGTH, word: WORD, last: super::LAST };

    /// In a good hash about 32 of 64 bits change. Between 16 and 48 is close enough.
    #[test]
    fn each_bit_of_a_key_changes_many_bits_of_its_hash() {
        for length in 1..=40 {
            let key = b"https://a-tenant.of.many.example.com:8443"[..length].to_vec();
            for bit in 0..length * 8 {
                let mut other = key.clone();
                other[bit / 8] ^= 1 << (bit % 8);
                let changed = (hash(1, &key) ^ hash(1, &other)).count_ones();
                assert!((12..=52).contains(&changed), "{changed} for bit {bit} of {length} bytes");
            }
        }
    }

    #[test]
    fn each_bit_of_a_hash_counts_in_the_slot() {
        let hash = hash(0, b"https://app.example.com");
        for bit in 0..64 {
            let other = hash ^ 1 << bit;
            let same = (0..100)
                .filter(|&pilot| displace(hash, pilot, 1 << 16) == displace(other, pilot, 1 << 16));
            assert!(same.count() < 3, "bit {bit}");
        }
    }
}
