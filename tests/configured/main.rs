//! Origins that come from configuration: what is accepted, what is reported, and what the policy then answers.

mod errors;
mod handle;
mod list;
mod redundant;

use cors_policy::cors_policy;

cors_policy! {
    pub(crate) static API = { origins: [configured, "tauri://localhost"], methods: [GET, PUT] };
    pub(crate) static CREDENTIALS = { origins: [configured], credentials: true };
    pub(crate) static OR_ANY = { origins: configured_or_any, methods: [GET, PUT] };
    pub(crate) static INSECURE = {
        origins: [configured],
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };
    pub(crate) static SUFFIXES = {
        origins: [configured],
        credentials: true,
        dangerously_allow_public_suffix_subdomains: true,
    };
}
