//! The sink of errors. Nothing stops at the first one.

use std::collections::HashSet;
use std::error::Error;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Every mistake found so far, each with the tokens that must change.
#[derive(Default)]
pub(crate) struct Errors {
    reported: Vec<syn::Error>,
    /// The place and the text of each, since a mistake may show in several configurations.
    seen: HashSet<(String, String)>,
    /// How many reports there were, of old mistakes too.
    count: usize,
}

impl Errors {
    /// Reports a problem at all of `tokens`.
    pub(crate) fn report(&mut self, tokens: impl ToTokens, problem: &impl Error) {
        self.push(syn::Error::new_spanned(tokens, problem));
    }

    /// Reports what `syn` has found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.count += 1;
        if self.seen.insert((format!("{:?}", error.span()), error.to_string())) {
            self.reported.push(error);
        }
    }

    /// How many reports there were, to see whether a stage has made any.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }
}

/// Writes one `compile_error!` for each.
impl ToTokens for Errors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.reported.iter().map(syn::Error::to_compile_error));
    }
}
