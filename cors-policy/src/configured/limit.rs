//! How many origins a configuration may have.

/// The most entries of a list, unless the caller sets a lower limit. In addition to the text, a list of so many takes 20 MB, and 60 MB
/// while it is made, which takes about a second.
pub(super) const MAX_ENTRIES: usize = 1_000_000;
