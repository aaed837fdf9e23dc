//! The second tier of a policy: what `anyone_else` declares.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::options::{max_age, names};
use crate::declare::Library;
use crate::lower::LoweredAnyoneElse;

/// Writes the policy for all other origins as a static, because the header values in it cannot be part of a constant.
pub(super) fn policy(library: &Library, lowered: &LoweredAnyoneElse) -> TokenStream {
    let options = [
        names(library, "methods", &lowered.methods),
        names(library, "request_headers", &lowered.request_headers),
        names(library, "exposed_headers", &lowered.exposed_headers),
        max_age(library, lowered.max_age),
    ];
    let options = options.into_iter().flatten();
    let name = Ident::new(ANYONE_ELSE, Span::call_site());
    quote! {
        static #name: #library::Policy = #library::CheckedPolicy {
            #(#options,)*
            ..#library::CheckedPolicy::CLOSED
        }
        .for_anyone_else();
    }
}

/// The declaration with a reference to this static.
pub(super) fn two_tiers(library: &Library, listed: &TokenStream) -> TokenStream {
    let name = Ident::new(ANYONE_ELSE, Span::call_site());
    quote!(#library::TwoTiers { listed: #listed, anyone_else: &#name })
}

/// The name of the static that `policy` writes.
const ANYONE_ELSE: &str = "CORS_POLICY_ANYONE_ELSE";
