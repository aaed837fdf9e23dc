//! Puts invisible delimiters around some of the tokens, as the compiler does for the fragments of a `macro_rules!`.

use arbitrary::{Result, Unstructured};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The same tokens. Some of them are wrapped, at every depth. They keep their places, because two mistakes with the same
/// sentence are one if they have the same place.
pub(super) fn wrap(tokens: TokenStream, data: &mut Unstructured<'_>) -> Result<TokenStream> {
    wrap_at(tokens, 0, data)
}

fn wrap_at(tokens: TokenStream, depth: usize, data: &mut Unstructured<'_>) -> Result<TokenStream> {
    let mut wrapped = Vec::<TokenTree>::new();
    for token in tokens {
        let is_attribute = depth == 0
            && matches!(wrapped.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
        wrapped.push(match token {
            // The macros do not read the contents of an item's attributes.
            TokenTree::Group(group) if depth < MAX_DEPTH && !is_attribute => {
                let content = wrap_at(group.stream(), depth + 1, data)?;
                let mut wrapped = Group::new(group.delimiter(), content);
                wrapped.set_span(group.span());
                wrapped.into()
            }
            other => other,
        });
    }
    if data.ratio(1, 2)? {
        let start = data.int_in_range(0..=wrapped.len())?;
        // Without more data, all tokens are wrapped.
        let end = wrapped.len() - data.int_in_range(0..=wrapped.len() - start)?;
        let fragment = wrapped.splice(start..end, []).collect();
        wrapped.insert(start, Group::new(Delimiter::None, fragment).into());
    }
    Ok(wrapped.into_iter().collect())
}

/// Deeper than any declaration without mistakes.
const MAX_DEPTH: usize = 8;
