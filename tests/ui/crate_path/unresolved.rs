//! The library is not at the path: rustc reports that, and underlines the path.

mod acme {}

cors_policy::cors_policy! {
    crate = acme::cors;
    static API = { origins: none };
}

// The path leads elsewhere.
cors_policy::cors_origins! {
    crate = crate::acme;
    static SET = ["https://app.example.com"];
}

#[derive(cors_policy::CorsPolicy)]
#[cors(crate = acme, origins = none)]
struct Derived;

fn main() {}
