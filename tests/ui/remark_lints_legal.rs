//! A warning of ours is a use of something deprecated, and needs no `allow` for its name.

#![forbid(nonstandard_style)]

use cors_policy::cors_policy;

cors_policy! {
    static API = { origins: any, exposed_headers: ["Content-Type"] };
}

fn main() {
    assert!(API.exposed_headers().is_empty());
}
