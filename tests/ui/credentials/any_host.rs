//! Any host of a scheme together with `credentials: true`.

use cors_policy::{CorsPolicy, cors_origins, cors_policy};

cors_origins! {
    static EXTENSIONS = ["chrome-extension://*", "moz-extension://*"];
}

cors_policy! {
    // Only extensions of this company call the API.
    static EXTENSION = {
        origins: ["https://app.example.com", "chrome-extension://*", "moz-extension://*"],
        credentials: true,
    };

    // An application on this machine is safe.
    static APPLICATION = { origins: ["tauri://*"], credentials: true };

    // A set may allow them, since it is declared elsewhere.
    static SPREAD = { origins: [..EXTENSIONS, "https://app.example.com"], credentials: true };

    // A relaxation for other origins covers them.
    static RELAXED = {
        origins: ["http://app.example.com", "https://*.github.io", "tauri://*"],
        credentials: true,
        dangerously_allow_insecure_origins: true,
        dangerously_allow_public_suffix_subdomains: true,
    };

    // A debug build may allow more.
    static DEBUG = {
        origins: ["https://app.example.com", #[cfg(debug_assertions)] "vscode-webview://*"],
        credentials: true,
    };

    // Only entries of the configuration are checked.
    static CONFIGURED = { origins: [configured, "tauri://*"], credentials: true };
}

// A type is another thing.
#[derive(CorsPolicy)]
#[cors(origins = ["chrome-extension://*"], credentials = true)]
pub struct Derived;

fn main() {}
