//! Sets that fit together.

#![deny(warnings)]

use cors_policy::cors_policy;

mod company {
    use cors_policy::cors_origins;

    cors_origins! {
        /// The frontends of the company.
        pub static FRONTENDS = ["https://app.example.com", "https://*.preview.example.com"];

        pub(crate) static DEVELOPMENT = ["http://localhost:*", "http://[::1]:*"];

        pub(crate) static INTRANET = ["http://intranet.example.com"];

        pub(crate) static HOSTED = ["https://*.github.io"];

        pub(crate) static EXTENSIONS = ["chrome-extension://*", "moz-extension://*"];

        pub(crate) static CONDITIONAL = [
            "https://always.example.net",
            #[cfg(debug_assertions)]
            "https://debug.example.net",
        ];
    }
}

use company::FRONTENDS;

cors_policy! {
    static ALL = {
        origins: [..FRONTENDS, ..company::DEVELOPMENT, ..crate::company::CONDITIONAL, "https://extra.example.com"],
        credentials: true,
    };
    static ONE = { origins: [..FRONTENDS] };
    static WITHOUT_CREDENTIALS = { origins: [..company::INTRANET, ..company::HOSTED] };
    static RELAXED = {
        origins: [..company::INTRANET, ..company::HOSTED],
        credentials: true,
        dangerously_allow_insecure_origins: true,
        dangerously_allow_public_suffix_subdomains: true,
    };
    static ANY_EXTENSION = { origins: [..company::EXTENSIONS, ..FRONTENDS, "tauri://*"], credentials: false };
    static BESIDE_ITS_SUBDOMAINS = { origins: [..FRONTENDS, "https://preview.example.com"] };
    static CONDITIONAL_SPREAD = {
        origins: [..FRONTENDS, #[cfg(debug_assertions)] ..company::DEVELOPMENT],
    };
}

fn main() {
    assert!(ALL.allows("https://pr-7.preview.example.com"));
    assert!(ALL.allows("http://localhost:3000"));
    assert!(ALL.allows("https://extra.example.com"));
    assert!(ONE.allows("https://app.example.com"));
    assert!(WITHOUT_CREDENTIALS.allows("http://intranet.example.com"));
    assert!(RELAXED.credentials());
    assert!(ANY_EXTENSION.allows("chrome-extension://abcdefghijklmnopabcdefghijklmnop"));
    assert!(BESIDE_ITS_SUBDOMAINS.allows("https://preview.example.com"));
    assert_eq!(CONDITIONAL_SPREAD.allows("http://localhost:3000"), cfg!(debug_assertions));
    assert_eq!(FRONTENDS.entries().len(), 2);
}
