//! `any` together with `credentials: true`.

use cors_policy::cors_policy;

cors_policy! {
    // Every site can use a public API with a login.
    static ORIGINS = { origins: any, credentials: true };

    // Every allowed origin can use every method.
    static METHODS = { origins: ["https://app.example.com"], methods: any, credentials: true };

    // Every allowed origin can send every header.
    static REQUEST_HEADERS = { origins: ["https://app.example.com"], request_headers: any, credentials: true };

    // `Authorization` makes `any` complete.
    static REQUEST_HEADERS_AND_MORE = {
        origins: ["https://app.example.com"],
        request_headers: [any, "Authorization"],
        credentials: true,
    };

    // Every allowed origin can read every header.
    static EXPOSED_HEADERS = { origins: ["https://app.example.com"], exposed_headers: any, credentials: true };

    // `any` is an entry among others.
    static IN_BRACKETS = { origins: ["https://app.example.com"], methods: [GET, any], credentials: true };
}

fn main() {}
