//! The policies that stand in front of the handlers.

use cors_policy::cors_policy;

cors_policy! {
    /// Everything at once, as a credentialed API has it.
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

    /// Origins and nothing else.
    pub(crate) static BARE = { origins: ["https://app.example.com"] };

    /// Origins of every shape, with cookies and nothing else.
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

    /// A public resource with everything that may be `any`.
    pub(crate) static PUBLIC = {
        origins: any,
        methods: any,
        request_headers: [any, "Authorization"],
        exposed_headers: any,
        max_age: 0,
    };

    /// Closed, whatever a handler thinks.
    pub(crate) static CLOSED = { origins: none };
}
