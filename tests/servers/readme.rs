//! The README, whose Rust blocks are tests.
#![doc = include_str!("../../README.md")]
