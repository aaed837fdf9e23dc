//! What can be combined with `credentials`.

#![deny(warnings)]

use cors_policy::cors_policy;

cors_policy! {
    static LISTS = {
        origins: ["https://app.example.com"],
        methods: [GET, PUT],
        request_headers: ["Authorization", "Content-Type"],
        exposed_headers: ["ETag"],
        credentials: true,
    };

    static ANY_WITHOUT = {
        origins: any,
        methods: any,
        request_headers: [any, "Authorization"],
        exposed_headers: any,
        credentials: false,
    };

    static ANY = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
    };

    static ANY_METHOD = {
        origins: ["https://*.example.com"],
        methods: any,
        request_headers: ["Authorization"],
        credentials: true,
    };

    static ANY_HEADER = {
        origins: ["http://localhost:*"],
        methods: [GET],
        request_headers: any,
        credentials: true,
    };

    static ANY_OF_NOBODY = { origins: none, methods: any, request_headers: any, credentials: true };

    static LOOPBACK = {
        origins: [
            "http://localhost:*",
            "http://app.localhost:3000",
            "http://*.localhost",
            "http://localhost.:*",
            "http://*.localhost.",
            "http://127.0.0.1:3000",
            "http://127.8.9.1",
            "http://[::1]:3000",
        ],
        credentials: true,
    };

    static OTHER_SCHEME = {
        origins: ["tauri://localhost", "chrome-extension://abcdefghijklmnopabcdefghijklmnop"],
        credentials: true,
    };

    static ANY_HOST_WITHOUT = { origins: ["tauri://*", "chrome-extension://*"], request_headers: ["Authorization"] };

    static OWN_DOMAIN = {
        origins: [
            "https://*.example.com",
            "https://*.example.co.uk",
            "https://*.me.github.io",
            "https://me.vercel.app",
            "https://intranet.internal",
        ],
        credentials: true,
    };

    static INSECURE_WITHOUT = { origins: ["http://app.example.com"] };

    static SUFFIX_WITHOUT = { origins: ["https://*.github.io"] };

    static INSECURE = {
        origins: ["https://app.example.com", "http://app.example.com"],
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };

    static SUFFIX = {
        origins: ["https://*.github.io"],
        credentials: true,
        dangerously_allow_public_suffix_subdomains: true,
    };

    static BOTH = {
        origins: ["http://*.github.io"],
        credentials: true,
        dangerously_allow_insecure_origins: true,
        dangerously_allow_public_suffix_subdomains: true,
    };

    static NO_RELAXATION = {
        origins: ["https://app.example.com"],
        credentials: true,
        dangerously_allow_insecure_origins: false,
        dangerously_allow_public_suffix_subdomains: false,
    };
}

fn main() {
    let _ = [&LISTS, &ANY_WITHOUT, &LOOPBACK, &OTHER_SCHEME, &OWN_DOMAIN, &INSECURE_WITHOUT];
    let _ = [&ANY_HOST_WITHOUT, &ANY, &ANY_METHOD, &ANY_HEADER, &ANY_OF_NOBODY];
    let _ = [&SUFFIX_WITHOUT, &INSECURE, &SUFFIX, &BOTH, &NO_RELAXATION];
}
