//! `configured` and `configured_or_any` in place of a list.

use cors_policy::cors_policy;

cors_policy! {
    static WITHOUT_BRACKETS = { origins: configured, "https://app.example.com" };

    static IN_QUOTES = { origins: "configured" };

    static OR_ANY_WITHOUT_BRACKETS = { origins: configured_or_any, "https://app.example.com" };

    static CALLED = { origins: configured("CORS_ORIGINS") };

    static TYPED: PolicyTemplate = { origins: configured };

    static TWICE = { origins: configured, origins: configured };
}

fn main() {}
