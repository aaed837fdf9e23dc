//! How many origins a configuration may have.

/// The most entries of a list, unless the caller sets a lower limit. Reading and laying out that many takes about a
/// second. Their tables take 20 bytes for each entry, and 100 bytes for each while they are made, besides the text.
pub(super) const MAX_ENTRIES: usize = 1_000_000;
