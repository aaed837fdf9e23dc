//! Values of `anyone_else` that are not options in braces, and mistakes in the grammar of the block.

use cors_policy::{CorsPolicy, cors_policy};

cors_policy! {
    // Everyone else, in a word.
    static WORD = { origins: ["https://app.example.com"], anyone_else: any };

    // It is a list of methods.
    static LIST = { origins: ["https://app.example.com"], anyone_else: [GET] };

    static NUMBER = { origins: ["https://app.example.com"], anyone_else: 1 };

    static TEXT = { origins: ["https://app.example.com"], anyone_else: "https://other.example" };

    static PARENTHESES = { origins: ["https://app.example.com"], anyone_else: (methods: [GET]) };

    static CONFIGURED = { origins: ["https://app.example.com"], anyone_else: configured };

    static WORDS = { origins: ["https://app.example.com"], anyone_else: GET, PUT };

    static NO_VALUE = { origins: ["https://app.example.com"], anyone_else };

    static NO_COLON = { origins: ["https://app.example.com"], anyone_else { methods: [GET] } };

    static TWICE = { origins: ["https://app.example.com"], anyone_else: {}, anyone_else: {} };

    static MISSPELT = { origins: ["https://app.example.com"], everyone_else: { methods: [GET] } };

    // Other options take no braces.
    static OTHERS = { origins: { any }, methods: { GET }, max_age: { 1h }, credentials: { true } };

    // The separator of a derive.
    static EQUALS = { origins: ["https://app.example.com"], anyone_else: { methods = [GET] } };

    static COMMAS = {
        origins: ["https://app.example.com"],
        anyone_else: { methods: [GET] exposed_headers: ["ETag"],, max_age: 1h; } credentials: true,
    };

    static ATTRIBUTES = {
        origins: ["https://app.example.com"],
        anyone_else: { #[doc = "x"] methods: [GET], #[cfg(unix)] },
    };

    // The condition is checked in each build.
    static CONDITION = {
        origins: ["https://app.example.com"],
        anyone_else: { methods: [#[cfg(unix)] GET, #[cfg(not(windows))] GET] },
    };
}

// The separator of `cors_policy!`.
#[derive(CorsPolicy)]
#[cors(origins = ["https://app.example.com"], anyone_else = { methods: [GET] })]
struct Colon;

// Parentheses, as in other derives.
#[derive(CorsPolicy)]
#[cors(origins = ["https://app.example.com"], anyone_else(methods = [GET]))]
struct Parentheses;

fn main() {}
