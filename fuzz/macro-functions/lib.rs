//! The macros as functions of tokens.
//!
//! A program cannot link the crate of a macro. So this is a copy of its `lib.rs`, with functions instead of macros. The
//! other files are the same.

#[path = "../../cors-policy-macros/src/check/mod.rs"]
mod check;
#[path = "../../cors-policy-macros/src/configure.rs"]
mod configure;
#[path = "../../cors-policy-macros/src/declare/mod.rs"]
mod declare;
#[path = "../../cors-policy-macros/src/driver.rs"]
mod driver;
#[path = "../../cors-policy-macros/src/errors.rs"]
mod errors;
#[path = "../../cors-policy-macros/src/expand/mod.rs"]
mod expand;
#[path = "../../cors-policy-macros/src/lower.rs"]
mod lower;

use proc_macro2::TokenStream;

/// `cors_policy!`
#[must_use]
pub fn cors_policy(input: TokenStream) -> TokenStream {
    driver::cors_policy(input)
}

/// `cors_origins!`
#[must_use]
pub fn cors_origins(input: TokenStream) -> TokenStream {
    driver::cors_origins(input)
}

/// `#[derive(CorsPolicy)]`
#[must_use]
pub fn derive_cors_policy(input: TokenStream) -> TokenStream {
    driver::derive_cors_policy(input)
}
