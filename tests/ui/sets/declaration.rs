//! The contents of a set of origins.

use cors_policy::cors_origins;

cors_origins! {
    // The rules are looser than those of a policy.
    static SLASH = ["https://app.example.com/"];

    // A set may be empty.
    static EMPTY = [];

    // A set may be open.
    static ANY = [any];

    // An origin can appear twice.
    static TWICE = ["https://app.example.com", "https://app.example.com"];

    // A set may be made of sets.
    static NESTED = [..SLASH, "https://other.example.com"];

    // A set is in braces, as a policy is.
    static BRACES = { "https://app.example.com" };

    // A set is a list of options.
    static OPTIONS = { origins: ["https://app.example.com"] };

    // A set has a type.
    static TYPED: [&str; 1] = ["https://app.example.com"];

    // A set may change.
    static mut CHANGING = ["https://app.example.com"];

    // A set is a constant.
    const CONSTANT = ["https://app.example.com"];

    // The last semicolon may be left out.
    static LAST = ["https://app.example.com"]
}

cors_origins! {}

fn main() {
    let _ = (&SLASH, &EMPTY, &ANY, &TWICE, &NESTED, &BRACES, &OPTIONS, &TYPED, &CHANGING, &CONSTANT, &LAST);
}
