//! Entries, and the tokens between them.

use cors_policy::cors_policy;

cors_policy! {
    // A space ends an entry.
    static NO_COMMA = { origins: ["https://a.example.com" "https://b.example.com"] };

    // A space ends a word too.
    static NO_COMMA_BETWEEN_WORDS = { origins: any, methods: [GET POST] };

    // Two commas are as good as one.
    static TWO_COMMAS = { origins: ["https://a.example.com",, "https://b.example.com"] };

    // A list may begin with a comma.
    static COMMA_FIRST = { origins: any, methods: [, GET] };

    // A semicolon ends an entry.
    static SEMICOLON = { origins: any, request_headers: ["X-A"; "X-B"] };

    // An entry is an expression.
    static CALL = { origins: ["https://app.example.com".to_owned()] };

    // A string may have a suffix.
    static SUFFIX = { origins: ["https://app.example.com"s] };

    // A missing entry means an empty one.
    static COMMA_ALONE = { origins: [,] };

    // A constant is an entry.
    static CONSTANT = { origins: [FRONTEND] };

    // A macro is an entry.
    static MACRO = { origins: [env!("FRONTEND")] };

    // A port is an entry.
    static NUMBER = { origins: [3000] };

    // Lists are flattened.
    static LIST = { origins: [["https://app.example.com"]] };

    // An attribute can be before an entry.
    static ATTRIBUTE = { origins: ["https://a.example.com", #[allow(unused)] "https://b.example.com"] };
}

fn main() {}
