//! What was written: every token that can still be wrong, with its span.

mod cfg;
mod configured;
mod derive;
mod fragments;
mod library;
mod list;
mod nesting;
mod options;
#[cfg(feature = "text")]
mod printed;
mod statics;
mod tokens;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, LitStr, Path, Visibility};

pub(crate) use cfg::{Atom, Predicate};
pub(crate) use derive::{Derived, derived};
pub(crate) use library::Library;
pub(crate) use list::path_text;
#[cfg(feature = "text")]
pub(crate) use printed::printed;
pub(crate) use statics::{Static, Statics, policies, sets};

/// One declared policy. Its options may be unknown, appear twice, have a value of the wrong kind, or be missing.
#[derive(Clone)]
pub(crate) struct Declaration {
    /// The name, which is underlined if something is missing.
    pub(crate) name: Ident,
    pub(crate) options: Vec<Written>,
    /// Whether something in it could not be read. That is reported, so an option that seems missing is not.
    pub(crate) is_garbled: bool,
}

/// What comes before `=` in a declared static.
pub(crate) struct Head {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    /// The span of `static`. The expansion uses it too, so that the compiler's own warnings (dead code, missing
    /// documentation) appear there.
    pub(crate) span: Span,
    pub(crate) name: Ident,
}

/// An option, as it was written.
#[derive(Clone)]
pub(crate) struct Written {
    pub(crate) condition: Option<Predicate>,
    pub(crate) key: Ident,
    pub(crate) value: Value,
}

/// The value of an option.
#[derive(Clone)]
pub(crate) enum Value {
    /// `any`, `none`, `true`, or any other single word.
    Word(Ident),
    /// `[…]`
    List(List),
    /// A number, with its unit.
    Number(Number),
    /// `{ … }` after `anyone_else`
    Block(Block),
    /// Anything else.
    Other(TokenStream),
    /// A value that could not be read. It is reported.
    Garbled,
}

#[derive(Clone)]
pub(crate) struct List {
    /// The list with its brackets.
    pub(crate) tokens: TokenStream,
    pub(crate) entries: Vec<Entry>,
    /// Whether an entry was left out, because this configuration does not have it.
    pub(crate) is_shortened: bool,
}

/// Options in braces.
#[derive(Clone)]
pub(crate) struct Block {
    /// The block with its braces.
    pub(crate) tokens: TokenStream,
    pub(crate) options: Vec<Written>,
}

/// One entry of a list.
#[derive(Clone)]
pub(crate) struct Entry {
    /// The number of the entry, counted over all lists of the declaration. It is the same in each configuration.
    pub(crate) number: usize,
    pub(crate) condition: Option<Predicate>,
    pub(crate) item: Item,
}

#[derive(Clone)]
pub(crate) enum Item {
    /// `"https://app.example.com"`
    Text(LitStr),
    /// `GET`, `any`
    Word(Ident),
    /// `..FRONTENDS`
    Spread(Spread),
    /// Anything else.
    Other(TokenStream),
    /// An entry that could not be read. It is reported.
    Garbled,
}

#[derive(Clone)]
pub(crate) struct Spread {
    /// The path with its dots.
    pub(crate) tokens: TokenStream,
    pub(crate) path: Path,
    /// The path as text.
    pub(crate) name: String,
}

impl Declaration {
    /// Makes one declaration of these options, and numbers their entries.
    fn new(name: Ident, mut options: Vec<Written>, is_garbled: bool) -> Self {
        let lists = options.iter_mut().filter_map(|written| match &mut written.value {
            Value::List(list) => Some(list),
            _ => None,
        });
        for (number, entry) in lists.flat_map(|list| &mut list.entries).enumerate() {
            entry.number = number;
        }
        Self { name, options, is_garbled }
    }
}

impl Entry {
    /// Whether the entry is this word.
    pub(crate) fn is_word(&self, expected: &str) -> bool {
        matches!(&self.item, Item::Word(word) if word == expected)
    }
}

#[derive(Clone)]
pub(crate) struct Number {
    /// The number with its sign.
    pub(crate) tokens: TokenStream,
    pub(crate) is_negative: bool,
    /// The literal as it was written, like `600`, `2h` or `1.5h`.
    pub(crate) text: String,
}
