//! The macros of `cors-policy`. Depend on that crate, which exports and documents them.
//!
//! A declaration goes through five stages, and each stage is a module. What was written is *declared*, split into
//! *configurations* if it depends on `#[cfg]`, *checked* by the rules of `cors-policy-core`, *lowered* to its layout in
//! memory, and *expanded* to tokens. The stages collect all mistakes of all declarations. A declaration with mistakes
//! still defines its name, as a policy that allows nothing, so that the compiler reports these mistakes and no others.

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
