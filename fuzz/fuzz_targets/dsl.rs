//! Declarations, with every macro.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cors_policy_fuzz::dsl::check(data));
