//! A header that has at most one line.

/// The lines of a header.
pub(crate) enum Line<'a> {
    None,
    /// The only line.
    Text(&'a str),
    /// Several lines, or bytes that are no text.
    Other,
}

impl<'a> Line<'a> {
    pub(super) fn only(mut lines: impl Iterator<Item = Option<&'a str>>) -> Self {
        match (lines.next(), lines.next()) {
            (None, _) => Self::None,
            (Some(Some(text)), None) => Self::Text(text),
            _ => Self::Other,
        }
    }

    pub(super) fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::None | Self::Other => None,
        }
    }
}
