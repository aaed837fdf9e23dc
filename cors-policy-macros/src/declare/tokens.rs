//! Taking tokens one by one, where `syn` has no word for what they should be.

use proc_macro2::{TokenStream, TokenTree};
use syn::Token;
use syn::parse::ParseStream;

/// The next token, which stays where it is. At the end there is none.
pub(super) fn peek_token(input: ParseStream<'_>) -> TokenStream {
    take_token(&input.fork())
}

/// Takes the next token. At the end there is none.
pub(super) fn take_token(input: ParseStream<'_>) -> TokenStream {
    input.parse::<TokenTree>().map(TokenStream::from).unwrap_or_default()
}

/// Takes all tokens in front of the next comma.
pub(super) fn take_to_comma(input: ParseStream<'_>) -> TokenStream {
    take_while(input, || !input.peek(Token![,]))
}

/// Takes tokens for as long as `goes_on`, or to the end.
pub(super) fn take_while(input: ParseStream<'_>, goes_on: impl Fn() -> bool) -> TokenStream {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && goes_on() {
        tokens.extend(take_token(input));
    }
    tokens
}

/// Whether a value or an entry ends here, if only by mistake.
pub(super) fn ends_value(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![;])
}
