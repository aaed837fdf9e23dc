//! Requests, with every adapter.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cors_policy_fuzz::request::check(data));
