//! Where the library is.

use cors_policy::{CorsPolicy, cors_origins, cors_policy};

mod no_path {
    // The path is a string.
    cors_policy::cors_policy! { crate = "acme::cors"; static API = { origins: none }; }
}

mod nothing {
    // There is no path.
    cors_policy::cors_origins! { crate = ; static SET = ["https://app.example.com"]; }
}

mod two_signs {
    // Everything after the first sign is the path.
    cors_policy::cors_policy! { crate == cors_policy; static API = { origins: none }; }
}

mod twice {
    // The path can be written twice.
    cors_policy::cors_policy! { crate = cors_policy; crate = cors_policy; static API = { origins: none }; }
}

cors_policy! {
    // The path belongs to one policy.
    static INSIDE = { crate: cors_policy, origins: none };
}

cors_origins! {
    static SET = ["https://app.example.com"];

    // The path can come last.
    crate = cors_policy;
}

// The path is a string.
#[derive(CorsPolicy)]
#[cors(crate = "acme::cors", origins = none)]
struct Text;

// There is no path.
#[derive(CorsPolicy)]
#[cors(crate, origins = none)]
struct Nothing;

// The path can be written twice.
#[derive(CorsPolicy)]
#[cors(crate = cors_policy, origins = none)]
#[cors(crate = cors_policy)]
struct Twice;

// The path depends on the build.
#[derive(CorsPolicy)]
#[cors(#[cfg(debug_assertions)] crate = cors_policy, origins = none)]
struct Conditional;

fn main() {}
