//! The two kinds of declaration, and the words for each.

/// What a macro declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A policy: options in braces.
    Policy,
    /// A set of origins: a list in brackets.
    Set,
}

impl Shape {
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Set => "set of origins",
        }
    }

    pub(super) const fn content(self) -> &'static str {
        match self {
            Self::Policy => "options in braces",
            Self::Set => "origins in brackets",
        }
    }

    pub(super) const fn body(self) -> &'static str {
        match self {
            Self::Policy => "{ … }",
            Self::Set => "[…]",
        }
    }

    pub(super) const fn example(self) -> &'static str {
        match self {
            Self::Policy => "{ origins: […] }",
            Self::Set => "[\"https://app.example.com\"]",
        }
    }
}
