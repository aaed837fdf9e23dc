//! A set without its dots.

use cors_policy::{CorsPolicy, cors_origins, cors_policy};

mod company {
    cors_policy::cors_origins! { pub static FRONTENDS = ["https://app.example.com"]; }
}
use company::FRONTENDS;

cors_policy! {
    // A set is an origin.
    static WORD = { origins: [FRONTENDS, "https://other.example.com"] };

    // A path is an origin.
    static PATH = { origins: [company::FRONTENDS] };

    // A variable is an origin, and may be a set.
    static VARIABLE = { origins: [frontends] };

    // A set is the list.
    static NO_BRACKETS = { origins: FRONTENDS };

    // A spread is the list.
    static SPREAD = { origins: ..FRONTENDS };
}

#[derive(CorsPolicy)]
#[cors(origins = company::FRONTENDS)]
struct Derived;

cors_origins! {
    // A set may be empty in some builds.
    static EMPTIED = [#[cfg(debug_assertions)] "http://localhost:*"];

    // A set may be open, or closed.
    static OPEN = [any];
    static SHUT = [none];
}

fn main() {}
