//! What is true of every policy: random ones, compared with something slow and obvious.
//!
//! `SEED=…` repeats a run.

#[path = "../../matching/compile.rs"]
mod compile;
mod diff;
mod random;
mod texts;
