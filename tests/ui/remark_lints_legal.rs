//! A warning of the macros is a use of a deprecated item. Its name needs no `allow`.

#![forbid(nonstandard_style)]

use cors_policy::cors_policy;

cors_policy! {
    static API = { origins: any, exposed_headers: ["Content-Type"] };
}

fn main() {
    assert!(API.exposed_headers().is_empty());
}
