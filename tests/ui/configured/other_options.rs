//! `configured` in other options.

use cors_policy::cors_policy;

cors_policy! {
    static WHOLE = {
        origins: any,
        methods: configured,
        request_headers: configured,
        exposed_headers: configured_or_any,
        max_age: configured,
        credentials: configured,
    };

    static ENTRIES = {
        origins: any,
        methods: [GET, configured, "configured"],
        request_headers: [configured, "configured"],
        exposed_headers: [configured_or_any, "ETag"],
    };

    static RELAXATION = {
        origins: ["https://app.example.com"],
        credentials: true,
        dangerously_allow_insecure_origins: configured,
    };
}

fn main() {}
