//! See `reexport.rs`.
