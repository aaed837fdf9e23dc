//! The macros of `cors-policy`. Depend on that crate, which exports and documents them.
//!
//! A declaration goes through five stages, and each is a module: what was written is *declared*, split into its
//! *configurations* where it depends on `#[cfg]`, *checked* by the rules of `cors-policy-core`, *lowered* to the shape
//! that it has in memory, and *expanded* to tokens. All mistakes of all declarations are collected on the way, and the
//! name of a declaration with mistakes still stands for a policy, one that allows nothing, so that the mistakes are all
//! that the compiler reports.

mod check;
mod configure;
mod declare;
mod driver;
mod errors;
mod expand;
mod lower;

/// Declares CORS policies, as statics of type `Policy`.
#[proc_macro]
pub fn cors_policy(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    driver::cors_policy(input.into()).into()
}

/// Declares sets of origins that several policies share, as statics of type `OriginSet`.
#[proc_macro]
pub fn cors_origins(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    driver::cors_origins(input.into()).into()
}

/// Implements the trait `CorsPolicy` for a type.
#[proc_macro_derive(CorsPolicy, attributes(cors))]
pub fn derive_cors_policy(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    driver::derive_cors_policy(input.into()).into()
}
