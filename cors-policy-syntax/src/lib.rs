//! The grammar of [`cors-policy`](https://github.com/cors-policy/cors-policy), as functions of tokens.
//!
//! A declaration goes through five stages, and each stage is a module. What was written is *declared*, split into
//! *configurations* if it depends on `#[cfg]`, *checked* by the rules of `cors-policy-core`, *lowered* to its layout in
//! memory, and *expanded* to tokens. The stages collect all mistakes of all declarations. A declaration with mistakes
//! still defines its name, as a policy that allows nothing, so that the compiler reports these mistakes and no others.
//!
//! `cors-policy-macros` makes macros of these functions. No program can link the crate of a macro, so programs that read
//! declarations outside the compiler use this crate.
//!
//! It is an implementation detail of `cors-policy`: depend on that crate instead. Its items may change in any release.

mod check;
mod configure;
mod declare;
mod driver;
mod errors;
mod expand;
mod lower;
#[cfg(feature = "text")]
pub mod text;

pub use driver::{cors_origins, cors_policy, derive_cors_policy};
