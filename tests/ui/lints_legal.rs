//! A crate can forbid every lint that could fire in an expansion: nothing in it needs an `allow`.

#![forbid(deprecated, long_running_const_eval, nonstandard_style, unused)]

use cors_policy::{CorsPolicy, cors_origins, cors_policy};

cors_origins! {
    pub static FRONTENDS = ["https://app.example.com"];
}

cors_policy! {
    static SPREAD = { origins: [..FRONTENDS, "https://*.preview.example.com"], credentials: true };
}

/// The author of a deprecated type does not use it.
#[deprecated(note = "use `Catalogue`")]
#[derive(CorsPolicy)]
#[cors(origins = any)]
pub struct OldCatalogue;

#[derive(CorsPolicy)]
#[cors(origins = [..FRONTENDS])]
pub struct Catalogue;

fn main() {
    assert_eq!(SPREAD.origins(), SPREAD.origins());
    assert_ne!(SPREAD.to_string(), Catalogue::policy().to_string());
}
