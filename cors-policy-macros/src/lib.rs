//! The macros of `cors-policy`. Depend on that crate, which exports and documents them.
//!
//! `cors-policy-syntax` does the work. A crate of macros can export nothing but macros, so programs use that crate.

/// Declares CORS policies, as statics of type `Policy`.
#[proc_macro]
pub fn cors_policy(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    cors_policy_syntax::cors_policy(input.into()).into()
}

/// Declares sets of origins that several policies share, as statics of type `OriginSet`.
#[proc_macro]
pub fn cors_origins(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    cors_policy_syntax::cors_origins(input.into()).into()
}

/// Implements the trait `CorsPolicy` for a type.
#[proc_macro_derive(CorsPolicy, attributes(cors))]
pub fn derive_cors_policy(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    cors_policy_syntax::derive_cors_policy(input.into()).into()
}
