//! Relaxations that nothing needs.

use cors_policy::cors_policy;

cors_policy! {
    // `http://` needs it in every policy.
    static INSECURE_WITHOUT_CREDENTIALS = {
        origins: ["http://app.example.com"],
        dangerously_allow_insecure_origins: true,
    };

    // `http://localhost` needs it.
    static LOOPBACK = {
        origins: ["http://localhost:3000"],
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };

    // It may stay when the last `http://` has gone.
    static SECURE = {
        origins: ["https://app.example.com"],
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };

    // A public suffix needs it in every policy.
    static SUFFIX_WITHOUT_CREDENTIALS = {
        origins: ["https://*.github.io"],
        dangerously_allow_public_suffix_subdomains: true,
    };

    // Every `*.` needs it.
    static OWN_DOMAIN = {
        origins: ["https://*.example.com"],
        credentials: true,
        dangerously_allow_public_suffix_subdomains: true,
    };

    // The site itself needs it.
    static NO_PATTERN = {
        origins: ["https://me.github.io"],
        credentials: true,
        dangerously_allow_public_suffix_subdomains: true,
    };

    // `any` needs it.
    static ANY = {
        origins: any,
        dangerously_allow_insecure_origins: true,
    };
}

fn main() {}
