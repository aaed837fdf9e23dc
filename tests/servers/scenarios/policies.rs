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

    /// No origin is allowed, whatever a handler sends.
    pub(crate) static CLOSED = { origins: none };
}
