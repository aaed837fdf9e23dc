//! What is returned for an entry that is not an origin.

use std::ops::Range;

use crate::problem::Flaw;

/// A flaw, and the bytes of the text that show it.
pub(super) type Flawed = (Flaw, Range<usize>);
