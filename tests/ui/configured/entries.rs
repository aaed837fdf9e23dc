//! `configured` in a list.

use cors_policy::cors_policy;

cors_policy! {
    static TWICE = { origins: [configured, "https://app.example.com", configured] };

    static IN_QUOTES = { origins: ["configured", "https://app.example.com"] };

    static OR_ANY_IN_QUOTES = { origins: ["configured_or_any"] };

    static OR_ANY_ALONE_IN_A_LIST = { origins: [configured_or_any] };

    static OR_ANY_WITH_OTHERS = { origins: [configured_or_any, "https://app.example.com"] };

    static WITH_ANY = { origins: [configured, any] };

    static WITH_NONE = { origins: [none, configured] };

    static WITH_STAR = { origins: [configured, "*"] };

    static AS_A_SET = { origins: [..configured, "https://app.example.com"] };

    static WITHOUT_COMMA = { origins: [configured "https://app.example.com"] };

    static WITH_A_NAME = { origins: [configured("CORS_ORIGINS")] };

    // The other entries are checked by all rules.
    static OTHERS = {
        origins: [
            configured,
            "https://app.example.com/",
            "https://a.example.com",
            "https://*.example.com",
            "https://a.example.com",
        ],
    };

    static IN_ONE_BUILD = { origins: [#[cfg(debug_assertions)] configured] };

    static TWICE_IN_ONE_BUILD = { origins: [configured, #[cfg(debug_assertions)] configured] };
}

fn main() {}
