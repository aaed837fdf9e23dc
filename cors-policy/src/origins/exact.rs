//! Origins without a star, in a perfect hash.

use cors_policy_core::perfect;

/// A set of texts: a length window, one hash, one slot, one compare.
#[derive(Clone, Copy, Debug)]
pub struct ExactSet {
    /// The lengths of the shortest and the longest entry, in bytes.
    pub lengths: (usize, usize),
    /// What the hash is seeded with.
    pub seed: u64,
    /// See [`perfect::slot`].
    pub pilots: &'static [u16],
    /// Each entry in its slot. A free slot holds an empty text, which no length window lets through.
    pub slots: &'static [&'static str],
}

impl ExactSet {
    /// A set without entries. No length fits its window.
    pub const EMPTY: Self = Self { lengths: (usize::MAX, 0), seed: 0, pilots: &[], slots: &[] };

    /// The entry that equals `text`.
    #[inline]
    pub(crate) fn find(&self, text: &[u8]) -> Option<&'static str> {
        let (shortest, longest) = self.lengths;
        if text.len() < shortest || text.len() > longest {
            return None;
        }
        let hash = perfect::hash(self.seed, text);
        let entry = self.slots[perfect::slot(hash, self.pilots, self.slots.len())];
        (entry.as_bytes() == text).then_some(entry)
    }

    /// The length of the longest entry, or 0 if there is none.
    #[inline]
    pub(crate) const fn longest(&self) -> usize {
        self.lengths.1
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.slots.iter().copied().filter(|entry| !entry.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::ExactSet;

    #[test]
    fn neither_no_set_nor_a_free_slot_has_an_empty_entry() {
        assert_eq!(ExactSet::EMPTY.find(b""), None);
        let free = ExactSet { lengths: (1, 1), seed: 0, pilots: &[0], slots: &[""] };
        assert_eq!(free.find(b""), None);
    }
}
