//! How many origins a configuration may have.

/// The most entries of a list, unless the caller sets a lower limit. Reading and laying out that many takes about a second.
/// In addition to the text, their tables take 20 MB, and 60 MB while they are made.
pub(super) const MAX_ENTRIES: usize = 1_000_000;
