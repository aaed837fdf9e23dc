//! Options and entries with a condition. Every combination that a build can have must be legal.

use cors_policy::cors_policy;

cors_policy! {
    // An author who allows no origin in a release build knows it.
    static NOBODY = { origins: [#[cfg(debug_assertions)] "http://localhost:*"] };

    // Origins may be missing in a release build.
    static MISSING = { #[cfg(debug_assertions)] origins: ["http://localhost:*"] };

    // Two conditions exclude each other, if they look different.
    static TWICE = {
        origins: [
            #[cfg(feature = "a")]
            "https://app.example.com",
            #[cfg(feature = "b")]
            "https://app.example.com",
        ],
    };

    // A mistake under a condition is none.
    static MISTAKE = {
        origins: ["https://app.example.com", #[cfg(feature = "a")] "https://other.example.com/"],
    };

    // A relaxation can be there in every build.
    static NEEDLESS = {
        origins: ["https://app.example.com", #[cfg(debug_assertions)] "http://dev.example.com"],
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };

    // An option may be given twice, under overlapping conditions.
    static OPTION_TWICE = {
        origins: any,
        #[cfg(debug_assertions)]
        max_age: 0,
        max_age: 2h,
    };

    // A condition is an expression.
    static SYNTAX = { origins: ["https://app.example.com", #[cfg(a == b)] "https://a.example.com"] };

    // A condition may be missing.
    static EMPTY = { origins: ["https://app.example.com", #[cfg()] "https://a.example.com"] };

    // An entry can have any attribute.
    static ATTRIBUTE = { origins: any, methods: [#[allow(unused)] GET] };

    // An option has documentation.
    static DOCUMENTED = {
        /// Everyone.
        origins: any,
    };

    // There may be any number of conditions.
    static MANY = {
        origins: any,
        methods: [
            #[cfg(a)] A, #[cfg(b)] B, #[cfg(c)] C, #[cfg(d)] D, #[cfg(e)] E, #[cfg(f)] F, #[cfg(g)] G,
        ],
    };

    // A condition can be at the end.
    static NOTHING_BEHIND = { origins: ["https://app.example.com", #[cfg(debug_assertions)]] };

    // An option may be gone.
    static NO_OPTION_BEHIND = { origins: any, #[cfg(debug_assertions)] };

    // An attribute holds anything.
    static NO_ATTRIBUTE = { #["x"] origins: any, #![cfg(debug_assertions)] max_age: 0 };

    // A keyword is a condition.
    static KEYWORD = { origins: ["https://app.example.com", #[cfg(crate)] "https://a.example.com"] };
}

fn main() {}
