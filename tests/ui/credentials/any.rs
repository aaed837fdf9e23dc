//! `any` together with `credentials: true`.

use cors_policy::cors_policy;

cors_policy! {
    // Every site can use a public API with a login.
    static ORIGINS = { origins: any, credentials: true };

    // Only the origins are wrong: any method and header is legal for listed ones.
    static ORIGINS_AND_LISTS = { origins: any, methods: any, request_headers: any, credentials: true };

    // `Authorization` makes `any` complete, but it is complete already.
    static AUTHORIZATION = {
        origins: ["https://app.example.com"],
        request_headers: [any, "Authorization"],
        credentials: true,
    };

    // The same, the other way round, for origins of a configuration.
    static AUTHORIZATION_FIRST = {
        origins: [configured],
        request_headers: ["authorization", any],
        credentials: true,
    };

    // Any other name together with `any` is redundant in every policy.
    static OTHER_NAME = {
        origins: ["https://app.example.com"],
        request_headers: [any, "X-Request-Id"],
        credentials: true,
    };

    // Every allowed origin can read every header.
    static EXPOSED_HEADERS = { origins: ["https://app.example.com"], exposed_headers: any, credentials: true };

    // `any` is an entry among others.
    static IN_BRACKETS = { origins: ["https://app.example.com"], methods: [GET, any], credentials: true };
}

fn main() {}
