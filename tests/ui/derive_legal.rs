//! Policies that are derived as they should be.

#![deny(warnings)]

use cors_policy::CorsPolicy;

#[derive(CorsPolicy)]
#[cors(origins = any, methods = [GET], exposed_headers = ["ETag", "Link"], max_age = 1d)]
pub struct PublicCatalogue;

/// Several attributes are one declaration.
#[derive(CorsPolicy)]
#[cors(origins = ["https://app.example.com"])]
#[cors(credentials = true)]
#[cors()]
pub struct Split;

#[derive(Clone, Copy, CorsPolicy)]
#[cors(origins = none)]
pub enum Closed {
    #[allow(dead_code)]
    Really,
}

#[derive(CorsPolicy)]
#[cors(origins = [#[cfg(debug_assertions)] "http://localhost:*", "https://app.example.com"])]
pub struct Generic<'a, T: Clone + 'a, const N: usize>(pub &'a [T; N])
where
    T: Send;

fn main() {
    assert!(PublicCatalogue::policy().allows("https://example.com"));
    assert!(Split::policy().credentials());
    assert!(!Closed::policy().allows("https://example.com"));
    assert!(Generic::<'static, u8, 1>::policy().allows("https://app.example.com"));
}
