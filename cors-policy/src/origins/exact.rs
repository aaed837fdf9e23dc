//! Origins without a star, in a perfect hash.

use cors_policy_core::perfect;

/// A set of texts. A lookup checks the length, computes one hash, and compares the text with one slot.
#[derive(Clone, Copy, Debug)]
pub struct ExactSet {
    /// The lengths of the shortest and the longest entry, in bytes.
    pub lengths: (usize, usize),
    /// The seed of the hash.
    pub seed: u64,
    /// See [`perfect::slot`].
    pub pilots: &'static [u16],
    /// Each entry in its slot. A free slot contains an empty text, which `lengths` excludes.
    pub slots: &'static [&'static str],
}

impl ExactSet {
    /// A set without entries. Its `lengths` exclude every text.
    pub const EMPTY: Self = Self { lengths: (usize::MAX, 0), seed: 0, pilots: &[], slots: &[] };

    /// Returns the slot of the entry that equals `text`.
    #[inline]
    pub(crate) fn find(&self, text: &[u8]) -> Option<usize> {
        let (shortest, longest) = self.lengths;
        if text.len() < shortest || text.len() > longest {
            return None;
        }
        let hash = perfect::hash(self.seed, text);
        let slot = perfect::slot(hash, self.pilots, self.slots.len());
        (self.slots[slot].as_bytes() == text).then_some(slot)
    }

    /// Returns the length of the longest entry in bytes, or 0 if the set is empty.
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
