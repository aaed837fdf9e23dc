//! The `Vary` lines of handlers.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cors_policy_fuzz::vary::check(data));
