//! Origins that only look alike, and lists that have an effect.

#![deny(warnings)]

use cors_policy::cors_policy;

cors_policy! {
    static ONE = { origins: ["https://app.example.com"] };

    // `*.` does not cover the domain itself.
    static DOMAIN_AND_SUBDOMAINS = { origins: ["https://example.com", "https://*.example.com"] };

    static OTHER_SCHEME = { origins: ["http://app.example.com", "https://*.example.com"] };

    // A pattern without a port covers the default port only.
    static OTHER_PORT = { origins: ["https://app.example.com:8443", "https://*.example.com"] };

    static OTHER_DOMAIN = { origins: ["https://badexample.com", "https://*.example.com"] };

    static OTHER_NUMBER = { origins: ["http://localhost:3000", "http://localhost:3001"] };

    // Each of the two covers something that the other does not.
    static CROSSED = { origins: ["https://app.example.com:*", "https://*.example.com"] };

    // A pattern without a final dot covers no host that has one.
    static FINAL_DOT = {
        origins: ["https://app.example.com.", "https://*.example.com", "https://example.com"],
    };

    // `*` covers one label without a port, of its own scheme.
    static ANY_HOST = {
        origins: [
            "tauri://*",
            "tauri://localhost.",
            "tauri://localhost:1420",
            "tauri://127.0.0.1",
            "tauri://a.test",
            "tauri://*.example",
            "app://localhost",
            "chrome-extension://*",
            "moz-extension://*",
        ],
    };

    // Each of the two covers something that the other does not.
    static ANY_HOST_CROSSED = { origins: ["tauri://localhost:*", "tauri://*"] };

    static PUBLIC = { origins: any };

    static CLOSED = { origins: none };
}

fn main() {
    let _ = [&ONE, &DOMAIN_AND_SUBDOMAINS, &OTHER_SCHEME, &OTHER_PORT, &OTHER_DOMAIN, &OTHER_NUMBER];
    let _ = [&CROSSED, &FINAL_DOT, &ANY_HOST, &ANY_HOST_CROSSED, &PUBLIC, &CLOSED];
}
