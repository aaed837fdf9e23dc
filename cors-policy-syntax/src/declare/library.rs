//! Where an expansion finds the library: `crate = acme::cors`, in crates where its path is not `::cors_policy`.

use std::mem;

use cors_policy_core::problem::CratePathProblem;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::{ParseStream, Parser};
use syn::{Path, Token};

use super::tokens::{take_token, take_while};
use super::{Value, Written};
use crate::errors::Errors;

/// The path of the library. As tokens it is the path of the module that expansions use.
#[derive(Default)]
pub(crate) struct Library {
    /// `None` means `::cors_policy`.
    path: Option<Path>,
}

impl Library {
    /// Reads `crate = acme::cors;` before the first static, if it is there.
    pub(super) fn read(input: ParseStream<'_>, errors: &mut Errors) -> Self {
        if !(input.peek(Token![crate]) && input.peek2(Token![=])) {
            return Self::default();
        }
        let key = take_token(input);
        take_token(input);
        let value = take_while(input, || !input.peek(Token![;]));
        // If the semicolon is missing, the rest of the input was read as the path, and there is no static.
        let has_end = input.parse::<Token![;]>().is_ok();
        Self::of(if has_end { value } else { TokenStream::new() }, key, errors)
    }

    /// The path, if it is given.
    #[cfg(feature = "text")]
    pub(crate) const fn path(&self) -> Option<&Path> {
        self.path.as_ref()
    }

    /// Removes `crate = acme::cors` from the options of a derive.
    pub(super) fn take(options: &mut Vec<Written>, errors: &mut Errors) -> Self {
        let is_crate = |written: &Written| written.key == "crate";
        let (found, others) = mem::take(options).into_iter().partition::<Vec<_>, _>(is_crate);
        *options = others;
        let mut found = found.into_iter();
        let Some(Written { condition, key, value }) = found.next() else {
            return Self::default();
        };
        for Written { key, .. } in found {
            errors.report(key, &CratePathProblem::Twice);
        }
        if condition.is_some() {
            errors.report(&key, &CratePathProblem::Conditional);
        }
        let value = match value {
            Value::Word(word) => word.into_token_stream(),
            Value::List(list) => list.tokens,
            Value::Number(number) => number.tokens,
            Value::Block(block) => block.tokens,
            Value::Other(tokens) => tokens,
            Value::Garbled => TokenStream::new(),
        };
        Self::of(value, key.into_token_stream(), errors)
    }

    /// The library at this path. If `value` is not a path, the error is at `value`, or at `key` if `value` is empty.
    fn of(value: TokenStream, key: TokenStream, errors: &mut Errors) -> Self {
        let path = Path::parse_mod_style.parse2(value.clone()).ok();
        if path.is_none() {
            errors.report(if value.is_empty() { key } else { value }, &CratePathProblem::NotAPath);
        }
        Self { path }
    }

    /// The tokens, all located at `span`. Names that the user wrote still resolve where they were written, `$crate`
    /// too.
    pub(crate) fn located_at(&self, span: Span) -> TokenStream {
        let path = self.path.as_ref().map_or_else(
            || quote_spanned!(span=> ::cors_policy),
            |path| relocate(path.to_token_stream(), span),
        );
        quote_spanned!(span=> #path::__private)
    }
}

impl ToTokens for Library {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let module = self.path.as_ref().map_or_else(
            || quote!(::cors_policy::__private),
            |path| {
                // If the path does not lead to the library, the compiler underlines its last name, and not the whole
                // macro call.
                let span =
                    path.segments.last().map_or_else(Span::call_site, |last| last.ident.span());
                let module = Ident::new("__private", Span::call_site().located_at(span));
                quote!(#path::#module)
            },
        );
        tokens.extend(module);
    }
}

/// A path without groups, located at `span`, with the same meaning.
fn relocate(path: TokenStream, span: Span) -> TokenStream {
    let relocated = path.into_iter().map(|mut token| {
        token.set_span(span.resolved_at(token.span()));
        token
    });
    relocated.collect()
}
