//! Takes tokens one by one, where no parser of `syn` fits.

use proc_macro2::{TokenStream, TokenTree};
use syn::Token;
use syn::parse::ParseStream;

/// The next token, without taking it. Empty at the end.
pub(super) fn peek_token(input: ParseStream<'_>) -> TokenStream {
    take_token(&input.fork())
}

/// Takes the next token. Empty at the end.
pub(super) fn take_token(input: ParseStream<'_>) -> TokenStream {
    input.parse::<TokenTree>().map(TokenStream::from).unwrap_or_default()
}

/// Takes all tokens before the next comma.
pub(super) fn take_to_comma(input: ParseStream<'_>) -> TokenStream {
    take_while(input, || !input.peek(Token![,]))
}

/// Takes tokens while `goes_on` returns true, up to the end.
pub(super) fn take_while(input: ParseStream<'_>, goes_on: impl Fn() -> bool) -> TokenStream {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && goes_on() {
        tokens.extend(take_token(input));
    }
    tokens
}

/// Whether a value or an entry ends here, even if it ends by mistake.
pub(super) fn ends_value(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![;])
}
