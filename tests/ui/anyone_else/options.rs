//! Options that `anyone_else` cannot contain, and options with mistakes in it.

use cors_policy::cors_policy;

cors_policy! {
    // The block is a whole policy.
    static ORIGINS = {
        origins: ["https://app.example.com"],
        anyone_else: { origins: any, methods: [GET] },
    };

    // Everyone else may log in too.
    static CREDENTIALS = {
        origins: ["https://app.example.com"],
        credentials: true,
        anyone_else: { methods: [GET], credentials: true },
    };

    // It must be said that there are none.
    static NO_CREDENTIALS = {
        origins: ["https://app.example.com"],
        anyone_else: { credentials: false },
    };

    // Everyone else may come without encryption.
    static RELAXED = {
        origins: ["https://app.example.com"],
        anyone_else: {
            dangerously_allow_insecure_origins: true,
            dangerously_allow_public_suffix_subdomains: true,
        },
    };

    // There is a third tier.
    static NESTED = {
        origins: ["https://app.example.com"],
        anyone_else: { methods: [GET], anyone_else: { methods: [put] } },
    };

    // The names of other libraries.
    static OTHER_NAMES = {
        origins: ["https://app.example.com"],
        anyone_else: { allow_origin: any, allow_credentials: true, allow_methods: [GET] },
    };

    // A wrong word.
    static UNKNOWN = {
        origins: ["https://app.example.com"],
        anyone_else: { vary: none, max_ages: 1h, crate: acme },
    };

    static TWICE = {
        origins: ["https://app.example.com"],
        anyone_else: { methods: [GET], methods: [PUT] },
    };

    // The rules of each option apply.
    static RULES = {
        origins: ["https://app.example.com"],
        credentials: true,
        anyone_else: {
            methods: [put, GET, GET],
            request_headers: [any, "X-Request-Id"],
            exposed_headers: ["Set-Cookie"],
            max_age: 2d,
        },
    };

    // A legal entry that is left out, and one that is probably a slip.
    static REMARKS = {
        origins: ["https://app.example.com"],
        anyone_else: { request_headers: ["Authorisation"], exposed_headers: ["Content-Type", "ETag"] },
    };
}

fn main() {
    let _ = [&REMARKS];
}
