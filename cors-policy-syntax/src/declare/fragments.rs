//! Unwraps the fragments of `macro_rules!`, so `$value:expr` means the same as its tokens written out.
//!
//! The compiler puts the tokens of a fragment between invisible delimiters. They are removed before anything is read,
//! so the grammar and the rules do not have to handle them.
//!
//! [The Rust Reference, forwarding a matched
//! fragment](https://doc.rust-lang.org/reference/macros-by-example.html#forwarding-a-matched-fragment)

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The same tokens without invisible delimiters.
pub(super) fn unwrap(tokens: TokenStream) -> TokenStream {
    unwrap_except(tokens, Kept::Nothing)
}

/// The same, except in the attributes of the items: the compiler reads those, and it needs them unchanged.
pub(super) fn unwrap_items(tokens: TokenStream) -> TokenStream {
    unwrap_except(tokens, Kept::Attributes)
}

/// What is kept unchanged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Nothing,
    /// Brackets after a `#`, unless they are in other brackets.
    Attributes,
}

fn unwrap_except(tokens: TokenStream, kept: Kept) -> TokenStream {
    unwrapped(&tokens, kept).unwrap_or(tokens)
}

/// The tokens without invisible delimiters. `None` if there are none, so that the caller keeps the original groups: a
/// new group loses the spans of its brackets.
fn unwrapped(tokens: &TokenStream, kept: Kept) -> Option<TokenStream> {
    let mut flat = Vec::new();
    let is_changed = push(tokens, kept, &mut flat);
    is_changed.then(|| flat.into_iter().collect())
}

/// Adds `tokens` to `flat`. Returns whether there were invisible delimiters.
fn push(tokens: &TokenStream, kept: Kept, flat: &mut Vec<TokenTree>) -> bool {
    let mut is_changed = false;
    for token in tokens.clone() {
        match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                push(&group.stream(), kept, flat);
                is_changed = true;
            }
            TokenTree::Group(group) if kept == Kept::Nothing || !is_behind_hash(flat) => {
                let content = unwrapped(&group.stream(), Kept::Nothing);
                is_changed |= content.is_some();
                flat.push(content.map_or(token.clone(), |content| with_content(group, content)));
            }
            _ => flat.push(token),
        }
    }
    is_changed
}

fn is_behind_hash(flat: &[TokenTree]) -> bool {
    matches!(flat.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '#')
}

fn with_content(group: &Group, content: TokenStream) -> TokenTree {
    let mut with_content = Group::new(group.delimiter(), content);
    with_content.set_span(group.span());
    TokenTree::Group(with_content)
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
    use quote::quote;

    use super::{unwrap, unwrap_items};

    fn invisible(tokens: TokenStream) -> TokenTree {
        TokenTree::Group(Group::new(Delimiter::None, tokens))
    }

    /// Compares the invisible delimiters too, which `to_string` does not show, but not the places.
    fn assert_same(a: &TokenStream, b: &TokenStream) {
        assert_eq!(shape(a), shape(b));
    }

    fn shape(tokens: &TokenStream) -> String {
        let shape = |token| match token {
            TokenTree::Group(group) => {
                format!("{:?}<{}> ", group.delimiter(), shape(&group.stream()))
            }
            token => format!("{token} "),
        };
        tokens.clone().into_iter().map(shape).collect()
    }

    #[test]
    fn invisible_delimiters_go_wherever_they_are() {
        let (list, word) = (invisible(quote!([a, b][..1])), invisible(quote!(any)));
        let (empty, twice) = (invisible(quote!()), invisible(TokenStream::from(word.clone())));
        assert_same(
            &unwrap(quote!(#empty origins: #list, (#[cfg(#word)] { #twice }) #word)),
            &quote!(origins: [a, b][..1], (#[cfg(any)] { any }) any),
        );
    }

    #[test]
    fn attributes_of_items_stay_as_they_are() {
        let (meta, list) = (invisible(quote!(doc = "x")), invisible(quote!([a])));
        let item = invisible(quote!(#[#meta] static A = #list;));
        assert_same(&unwrap_items(quote!(#item)), &quote!(#[#meta] static A = [a];));
        assert_same(
            &unwrap_items(quote!(static A = { #[#meta] b: c };)),
            &quote!(static A = { #[doc = "x"] b: c };),
        );
    }
}
