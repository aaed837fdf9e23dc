//! Which pages a change concerns, and whether they can do more or less.

use super::entries::Entry;

/// What a change does to pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Some pages can do more.
    Grant,
    /// Some pages can do less.
    Revocation,
    /// Every page can do the same.
    Other,
}

/// The pages that a change concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pages {
    /// Pages of an entry that the new policy lists, and the old policy does not.
    Entered(Entry),
    /// Pages of an entry that the old policy lists, and the new policy does not.
    Left(Entry),
    /// Pages whose origins both policies list.
    Both,
    /// Pages whose origins neither policy lists.
    Neither,
    /// Pages of any origin, because neither policy has a list.
    Any,
}

impl Pages {
    /// The same pages, if the old policy is called the new one.
    pub(super) fn reversed(self) -> Self {
        match self {
            Self::Entered(entry) => Self::Left(entry),
            Self::Left(entry) => Self::Entered(entry),
            same @ (Self::Both | Self::Neither | Self::Any) => same,
        }
    }
}
