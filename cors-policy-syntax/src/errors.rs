//! Collects the errors. No stage stops at the first one.

use std::collections::HashSet;
use std::error::Error;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Every mistake found so far, each with the tokens that must change.
#[derive(Default)]
pub(crate) struct Errors {
    reported: Vec<syn::Error>,
    /// The place and the text of each mistake, because several configurations may report the same one.
    seen: HashSet<(String, String)>,
    /// How many reports there were, repeated ones included.
    count: usize,
}

impl Errors {
    /// Reports a problem at all of `tokens`.
    pub(crate) fn report(&mut self, tokens: impl ToTokens, problem: &impl Error) {
        self.push(syn::Error::new_spanned(tokens, problem));
    }

    /// Reports an error that `syn` found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.count += 1;
        if self.seen.insert((format!("{:?}", error.span()), error.to_string())) {
            self.reported.push(error);
        }
    }

    /// The mistakes, in the order of the reports, each once.
    #[cfg(feature = "text")]
    pub(crate) fn into_reported(self) -> Vec<syn::Error> {
        self.reported
    }

    /// How many reports there were. A stage compares it before and after to learn whether it reported something.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }
}

/// Writes one `compile_error!` for each mistake.
impl ToTokens for Errors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.reported.iter().map(syn::Error::to_compile_error));
    }
}
