//! Many texts in one piece of memory.

/// Texts, one behind the other.
///
/// One allocation holds them all, so a million of them are freed at once, and not by a request that happens to be the last
/// to look at them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    buffer: String,
    /// Where each text ends.
    ends: Vec<u32>,
}

/// The buffer would be longer than its offsets can tell: 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

impl Texts {
    /// Adds a text.
    pub(crate) fn push(&mut self, text: &str) -> Result<(), TooLong> {
        let end = u32::try_from(self.buffer.len() + text.len()).map_err(|_| TooLong)?;
        self.buffer.push_str(text);
        self.ends.push(end);
        Ok(())
    }

    /// Gives back the memory that more texts would have taken.
    pub(crate) fn shrink(&mut self) {
        self.buffer.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with this index, in the order in which they were added.
    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        self.buffer.get(self.start(index)..end)
    }

    /// The texts, in the order in which they were added.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).map_while(|index| self.get(index))
    }

    /// Where a text begins in [`bytes`](Self::bytes).
    pub(super) fn start(&self, index: usize) -> usize {
        index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize)
    }

    /// All texts.
    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.as_bytes()
    }
}
