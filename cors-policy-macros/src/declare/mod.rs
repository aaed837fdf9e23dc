//! What was written: every token that can still be wrong, and where it stands.

pub(crate) mod dsl;
mod options;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, LitStr, Visibility};

/// One declared policy. Its options may be unknown, doubled, of the wrong kind, or missing.
pub(crate) struct Declaration {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    /// Where `static` stands: the static that is written down stands there too, so that the compiler's own warnings
    /// (dead code, missing documentation) do.
    pub(crate) span: Span,
    pub(crate) name: Ident,
    pub(crate) options: Vec<Written>,
    /// Whether something in it could not be read, and was reported. What seems to be missing then may only be garbled.
    pub(crate) is_garbled: bool,
}

/// An option, as it was written.
pub(crate) struct Written {
    pub(crate) key: Ident,
    pub(crate) value: Value,
}

/// The value of an option.
pub(crate) enum Value {
    /// `any`, `none`, `true`, or any other single word.
    Word(Ident),
    /// `[…]`
    List(List),
    /// A number, with its unit.
    Number(Number),
    /// Anything else.
    Other(TokenStream),
    /// Nothing, which was reported.
    Garbled,
}

pub(crate) struct List {
    /// The list with its brackets.
    pub(crate) tokens: TokenStream,
    pub(crate) entries: Vec<Entry>,
}

/// One entry of a list.
pub(crate) enum Entry {
    /// `"https://app.example.com"`
    Text(LitStr),
    /// `GET`, `any`
    Word(Ident),
    /// Anything else.
    Other(TokenStream),
    /// Nothing, which was reported.
    Garbled,
}

impl Entry {
    /// The entry, if it is a word.
    pub(crate) fn word(&self) -> Option<&Ident> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }
}

pub(crate) struct Number {
    /// The number with its sign.
    pub(crate) tokens: TokenStream,
    pub(crate) is_negative: bool,
    /// The literal as it was written, like `600`, `2h` or `1.5h`.
    pub(crate) text: String,
}
