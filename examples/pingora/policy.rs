//! The policy. The test reads this file too.

use cors_policy::cors_policy;

cors_policy! {
    /// What our single-page app may do with the services behind the proxy.
    pub(crate) static API = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [PUT, DELETE],
        request_headers: ["Content-Type"],
        exposed_headers: ["X-Total"],
        credentials: true,
        max_age: 2h,
    };
}
