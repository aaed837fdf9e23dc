//! The policies in front of the handlers.

use cors_policy::cors_policy;

cors_policy! {
    /// All options, like an API with credentials.
    pub(crate) static API = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            "http://localhost:*",
        ],
        methods: [GET, PUT, DELETE],
        request_headers: ["Content-Type", "Authorization"],
        exposed_headers: ["X-Total", "ETag"],
        credentials: true,
        max_age: 2h,
    };

    /// Only origins.
    pub(crate) static BARE = { origins: ["https://app.example.com"] };

    /// Origins of every kind, with credentials and no other option.
    pub(crate) static SHAPES = {
        origins: [
            "https://app.example.com:8443",
            "https://xn--bcher-kva.example",
            "http://127.0.0.1:3000",
            "http://[::1]:*",
            "tauri://localhost",
            "https://*.tenant.example.com:*",
        ],
        credentials: true,
    };

    /// A public resource with `any` in every option.
    pub(crate) static PUBLIC = {
        origins: any,
        methods: any,
        request_headers: [any, "Authorization"],
        exposed_headers: any,
        max_age: 0,
    };

    /// Any method and any header, with credentials.
    pub(crate) static ANY_REQUEST = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: any,
        request_headers: any,
        exposed_headers: ["ETag"],
        credentials: true,
        max_age: 10m,
    };

    /// Any method, and two headers, with credentials.
    pub(crate) static ANY_METHOD = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: ["Content-Type", "Authorization"],
        credentials: true,
    };

    /// Any header, and two methods, with credentials.
    pub(crate) static ANY_HEADER = {
        origins: ["https://app.example.com"],
        methods: [GET, PUT],
        request_headers: any,
        credentials: true,
    };

    /// No origin is allowed, whatever a handler sends.
    pub(crate) static CLOSED = { origins: none };
}
