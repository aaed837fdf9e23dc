//! One mistake, where the rules about credentials might see a second one.

use cors_policy::cors_policy;

cors_policy! {
    // The option has the name that other libraries use, and it needs the relaxation.
    static OTHER_NAME = {
        origins: ["http://app.example.com"],
        allow_credentials: true,
        dangerously_allow_insecure_origins: true,
    };

    // The relaxation has no final `s`.
    static MISSPELT_RELAXATION = {
        origins: ["http://app.example.com"],
        credentials: true,
        dangerously_allow_insecure_origin: true,
    };

    // The relaxation is switched on with a word.
    static WRONG_RELAXATION = {
        origins: ["http://app.example.com"],
        credentials: true,
        dangerously_allow_insecure_origins: yes,
    };

    // The other relaxation is switched on with a number.
    static WRONG_OTHER_RELAXATION = {
        origins: ["https://*.github.io"],
        credentials: true,
        dangerously_allow_public_suffix_subdomains: 1,
    };

    // Credentials are switched on with a word, and they need the relaxation.
    static WRONG_CREDENTIALS = {
        origins: ["http://app.example.com"],
        credentials: yes,
        dangerously_allow_insecure_origins: true,
    };

    // The relaxation makes `any` possible.
    static RELAXED_ANY = {
        origins: any,
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };

    // An entry that cannot be read needs the relaxation.
    static UNREADABLE_ORIGIN = {
        origins: ["http://app.example.com/"],
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };
}

fn main() {}
