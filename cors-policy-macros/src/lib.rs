//! The macros of `cors-policy`. Depend on that crate, which exports them.
//!
//! A declaration goes through four stages, and each is a module: what was written is *declared*, *checked* by the rules
//! of `cors-policy-core`, *lowered* to the shape that it has in memory, and *expanded* to tokens. All mistakes of all
//! declarations are collected on the way, and the name of a declaration with mistakes still stands for a policy, one
//! that allows nothing, so that the mistakes are all that the compiler reports.

mod check;
mod declare;
mod errors;
mod expand;
mod lower;

use declare::Declaration;
use errors::Errors;
use proc_macro2::TokenStream;
use quote::quote;

/// Declares CORS policies, as statics of type `Policy`.
///
/// Its documentation stands where it is exported: in `cors-policy`.
#[proc_macro]
pub fn cors_policy(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let mut errors = Errors::default();
    let declarations = declare::dsl::parse(input.into(), &mut errors);
    let policies =
        declarations.iter().map(|declaration| policy(declaration, &mut errors)).collect::<Vec<_>>();
    quote!(#(#policies)* #errors).into()
}

/// One declaration, from what was written to what the compiler sees.
fn policy(declaration: &Declaration, errors: &mut Errors) -> TokenStream {
    match check::check(declaration, errors) {
        Some(legal) => expand::policy(declaration, &lower::lower(legal)),
        None => expand::closed(declaration),
    }
}
