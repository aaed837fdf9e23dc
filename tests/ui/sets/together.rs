//! Mistakes of several sets together: the compiler finds them after the macro has run.

use cors_policy::{cors_origins, cors_policy};

cors_origins! {
    static FRONTENDS = ["https://app.example.com", "https://*.preview.example.com"];
    static PARTNERS = ["https://pr-7.preview.example.com"];
    static INTRANET = ["http://intranet.example.com"];
    static HOSTED = ["https://*.github.io"];
    static ANY_PORT = ["https://*.preview.example.com:*", "http://localhost:*"];
    static SHELLS = ["tauri://*", "vscode-webview://*"];
    static DESKTOP = ["tauri://localhost"];
}

const STRINGS_IN_AN_ARRAY: [&str; 1] = ["https://app.example.com"];

cors_policy! {
    // A set contains an origin of the policy.
    static TWICE = { origins: [..FRONTENDS, "https://app.example.com"] };

    // A set covers an origin of the policy.
    static COVERED = { origins: [..FRONTENDS, "https://a.preview.example.com"] };

    // The policy covers an origin of a set.
    static COVERS = { origins: [..PARTNERS, "https://*.example.com"] };

    // A set covers another.
    static SETS = { origins: [..FRONTENDS, ..PARTNERS] };

    // A pattern covers another.
    static PATTERNS = { origins: [..FRONTENDS, ..ANY_PORT] };

    // A set covers the application of another.
    static APPLICATIONS = { origins: [..DESKTOP, ..SHELLS] };

    // Any host can be there twice.
    static ANY_HOST_TWICE = { origins: [..SHELLS, "tauri://*"] };

    // A set may be insecure, since it is declared elsewhere.
    static INSECURE = { origins: [..INTRANET], credentials: true };

    // A set may be open to everybody who registers a name.
    static SUFFIX = { origins: [..HOSTED], credentials: true };

    // A relaxation can be for origins that the sets will contain one day.
    static NEEDLESS = {
        origins: [..FRONTENDS],
        credentials: true,
        dangerously_allow_insecure_origins: true,
        dangerously_allow_public_suffix_subdomains: true,
    };

    // A policy is a set.
    static POLICY = { origins: [..TWICE] };

    // A list of strings is a set.
    static STRINGS = { origins: [..STRINGS_IN_AN_ARRAY, "https://other.example.com"], credentials: true };

    // One set can be there under two names.
    static SAME = { origins: [..FRONTENDS, ..self::FRONTENDS] };
}

fn main() {}
