//! The responses to an audit.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cors_policy_fuzz::responses::check(data));
