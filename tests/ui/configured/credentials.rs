//! `configured` with credentials, and relaxations that it cannot need.

use cors_policy::cors_policy;

cors_policy! {
    static OR_ANY = { origins: configured_or_any, credentials: true };

    static INSECURE_ENTRY = { origins: [configured, "http://app.example.com"], credentials: true };

    static SUFFIX_ENTRY = { origins: [configured, "https://*.github.io"], credentials: true };

    static RELAXED_WITHOUT_CREDENTIALS = {
        origins: [configured],
        dangerously_allow_insecure_origins: true,
        dangerously_allow_public_suffix_subdomains: true,
    };

    static OR_ANY_RELAXED = {
        origins: configured_or_any,
        dangerously_allow_insecure_origins: true,
    };
}

fn main() {}
