//! How many origins a configuration may have.

/// The most entries of a list, unless the caller sets a lower limit. Their tables take some 100 MB, and one or two seconds to
/// make.
pub(super) const MAX_ENTRIES: usize = 1_000_000;
