//! The README and the guide. Their Rust blocks are tests.
#![doc = include_str!("../../README.md")]

mod shown;
#[path = "transcripts/transcript.rs"]
mod transcript;

/// The guide. It is tested here because its blocks need frameworks that the library does not depend on.
#[cfg(doctest)]
#[path = "../../cors-policy/src/guide/mod.rs"]
pub mod guide;

pub use shown::{assert_shown, assert_shown_by};
