//! The sink of errors. Nothing stops at the first one.

use cors_policy_core::Problem;
use proc_macro2::TokenStream;
use quote::ToTokens;

/// Every mistake found so far, each with the tokens that must change.
#[derive(Default)]
pub(crate) struct Errors {
    errors: Vec<syn::Error>,
}

impl Errors {
    /// Reports a problem at all of `tokens`.
    pub(crate) fn report(&mut self, tokens: impl ToTokens, problem: &Problem) {
        self.errors.push(syn::Error::new_spanned(tokens, problem));
    }

    /// Reports what `syn` has found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    /// How many there are, to see whether a stage has added any.
    pub(crate) fn count(&self) -> usize {
        self.errors.len()
    }
}

/// Writes one `compile_error!` for each.
impl ToTokens for Errors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.errors.iter().map(syn::Error::to_compile_error));
    }
}
