//! The text of policies outside the compiler.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cors_policy_fuzz::text::check(data));
