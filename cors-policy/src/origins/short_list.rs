//! Origins without a star, if a policy has few of them.

use super::rule::OriginRule;
use super::set::{Entry, Found};

/// All origins without a star, if a policy has at most [`SHORT_LIST`] of them. Comparing with each one is then faster
/// than hashing, and each has a header value that is made before the first request.
///
/// Measured with origins of 32 bytes: a lookup by hash takes 7 ns, hit or miss. Comparing with each of 4 takes 6 to 7
/// ns, of 8 up to 10 ns, and of 16 up to 20 ns. Making a header value takes 9 ns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShortList {
    /// An unused place holds an empty text, which is no origin.
    places: [Place; SHORT_LIST],
    /// The length of the longest origin that a pattern of the same policy covers, or 0 if it has none.
    longest_by_pattern: usize,
}

/// An origin, and the [`word`] of it.
#[derive(Clone, Copy, Debug)]
struct Place {
    word: u64,
    text: &'static str,
}

impl ShortList {
    /// Returns the origins of a policy, or `None` if there are more than [`SHORT_LIST`].
    pub(crate) const fn of(rule: OriginRule) -> Option<Self> {
        let mut list =
            Self { places: [Place { word: 0, text: "" }; SHORT_LIST], longest_by_pattern: 0 };
        let sets = match rule {
            OriginRule::Listed(sets) => sets,
            OriginRule::Any | OriginRule::None => &[],
        };
        let (mut set, mut count) = (0, 0);
        while set < sets.len() {
            let slots = sets[set].checked.exact.slots;
            let mut slot = 0;
            while slot < slots.len() {
                if !slots[slot].is_empty() {
                    if count == SHORT_LIST {
                        return None;
                    }
                    let word = word(slots[slot].as_bytes());
                    list.places[count] = Place { word, text: slots[slot] };
                    count += 1;
                }
                slot += 1;
            }
            let longest = sets[set].longest_by_pattern();
            if longest > list.longest_by_pattern {
                list.longest_by_pattern = longest;
            }
            set += 1;
        }
        Some(list)
    }

    /// Returns the origins, each at its place. A free place contains an empty text.
    pub(crate) const fn texts(&self) -> [&'static str; SHORT_LIST] {
        let mut texts = [""; SHORT_LIST];
        let mut place = 0;
        while place < SHORT_LIST {
            texts[place] = self.places[place].text;
            place += 1;
        }
        texts
    }

    /// Compares with every place, used or not. With a count of the used ones the compiler kept the iterators in memory,
    /// which took 3 ns more.
    #[expect(clippy::inline_always, reason = "a part of `Policy::find`, which says why")]
    #[inline(always)]
    pub(crate) fn find(&self, origin: &[u8]) -> Option<Found> {
        let sought = word(origin);
        let is_it = |place: &Place| {
            place.word == sought && !origin.is_empty() && place.text.as_bytes() == origin
        };
        let place = self.places.iter().position(is_it)?;
        Some(Found::Entry(Entry::in_short_list(place)))
    }

    /// Whether an origin of this length is longer than any that a pattern covers.
    #[inline]
    pub(crate) const fn is_beyond_patterns(&self, length: usize) -> bool {
        length > self.longest_by_pattern
    }
}

/// Returns eight bytes from the middle, where similar origins usually differ. Comparing these first is faster than
/// calling the function that compares all bytes.
#[inline]
const fn word(origin: &[u8]) -> u64 {
    let (_, middle) = origin.split_at(origin.len().saturating_sub(8) / 2);
    match middle.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => 0,
    }
}

pub(crate) const SHORT_LIST: usize = 4;

#[cfg(test)]
mod tests {
    use super::{ShortList, word};
    use crate::origins::{CheckedSet, ExactSet, OriginRule, OriginSet, SubdomainSet};

    static SETS: &[&OriginSet] = &[&CheckedSet {
        exact: ExactSet { slots: &["", "https://app.example.com"], ..ExactSet::EMPTY },
        ..CheckedSet::EMPTY
    }
    .set()];

    #[test]
    fn all_bytes_are_compared() {
        let list = ShortList::of(OriginRule::Listed(SETS)).unwrap();
        let (listed, stranger) =
            (b"https://app.example.com".as_slice(), b"https://app.example.org".as_slice());
        assert_eq!(word(listed), word(stranger));
        assert!(list.find(listed).is_some());
        assert!(list.find(stranger).is_none());
    }

    #[test]
    fn an_unused_place_is_no_origin() {
        assert!(ShortList::of(OriginRule::Listed(SETS)).unwrap().find(b"").is_none());
        assert!(ShortList::of(OriginRule::Listed(&[])).unwrap().find(b"").is_none());
    }

    /// The longest of every set and of every kind, with a port where the pattern has any.
    #[test]
    fn what_is_longer_than_each_pattern_is_beyond_them() {
        const PATTERNS: SubdomainSet = SubdomainSet { longest: 40, ..SubdomainSet::EMPTY };
        const BASES: ExactSet = ExactSet { lengths: (16, 37), ..ExactSet::EMPTY };
        const NONE: OriginSet = CheckedSet::EMPTY.set();
        const SUBDOMAINS: OriginSet =
            CheckedSet { subdomains: PATTERNS, ..CheckedSet::EMPTY }.set();
        const ANY_PORT: OriginSet = CheckedSet { any_port: BASES, ..CheckedSet::EMPTY }.set();
        const BOTH: OriginSet =
            CheckedSet { subdomains_any_port: PATTERNS, any_port: BASES, ..CheckedSet::EMPTY }
                .set();
        const ANY_HOST: OriginSet = CheckedSet { any_host: BASES, ..CheckedSet::EMPTY }.set();
        let table: [(&'static [&'static OriginSet], usize); 8] = [
            (&[&NONE], 0),
            (&[&SUBDOMAINS], 40),
            (&[&ANY_PORT], 43),
            (&[&BOTH], 46),
            (&[&NONE, &SUBDOMAINS, &ANY_PORT], 43),
            (&[&ANY_PORT, &SUBDOMAINS, &NONE], 43),
            // `://` and 63 bytes.
            (&[&ANY_HOST], 37 + 66),
            (&[&BOTH, &ANY_HOST, &NONE], 37 + 66),
        ];
        for (sets, longest) in table {
            let list = ShortList::of(OriginRule::Listed(sets)).unwrap();
            assert!(!list.is_beyond_patterns(longest), "{longest}");
            assert!(list.is_beyond_patterns(longest + 1), "{longest}");
        }
    }
}
