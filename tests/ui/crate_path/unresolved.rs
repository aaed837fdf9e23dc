//! The library is not there: rustc says so, at the path.

mod acme {}

cors_policy::cors_policy! {
    crate = acme::cors;
    static API = { origins: none };
}

fn main() {}
