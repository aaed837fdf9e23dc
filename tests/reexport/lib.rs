//! The tests are in `reexport.rs`.
