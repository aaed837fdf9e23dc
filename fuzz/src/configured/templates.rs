//! Templates with each option that changes which origins are legal.

use cors_policy::{Policy, PolicyTemplate, cors_policy};

/// A template, and what the model must know about it.
pub(super) struct Template {
    pub(super) policy: &'static PolicyTemplate,
    /// A policy that answers like the template with `https://a.example`.
    pub(super) declared: &'static Policy,
    /// The options of its declaration after `origins`.
    pub(super) options: &'static str,
    /// The origins of its declaration.
    pub(super) own: &'static [&'static str],
    /// Whether a lone `*` is legal.
    pub(super) may_be_any: bool,
}

cors_policy! {
    static PLAIN = { origins: [configured] };
    static OR_ANY = { origins: configured_or_any, max_age: 1h };
    static OWN = {
        origins: [configured, "tauri://localhost", "https://*.own.example"],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
    };
    static CREDENTIALS = { origins: [configured], credentials: true, exposed_headers: ["ETag"] };
    static INSECURE = {
        origins: [configured],
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };
    static SUFFIXES = {
        origins: [configured],
        credentials: true,
        dangerously_allow_public_suffix_subdomains: true,
    };
}

cors_policy! {
    static DECLARED_PLAIN = { origins: ["https://a.example"] };
    static DECLARED_OR_ANY = { origins: ["https://a.example"], max_age: 1h };
    static DECLARED_OWN = {
        origins: ["https://a.example", "tauri://localhost", "https://*.own.example"],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
    };
    static DECLARED_CREDENTIALS = {
        origins: ["https://a.example"],
        credentials: true,
        exposed_headers: ["ETag"],
    };
    static DECLARED_RELAXED = { origins: ["https://a.example"], credentials: true };
}

pub(super) static TEMPLATES: &[Template] = &[
    Template {
        policy: &PLAIN,
        declared: &DECLARED_PLAIN,
        options: "",
        own: &[],
        may_be_any: false,
    },
    Template {
        policy: &OR_ANY,
        declared: &DECLARED_OR_ANY,
        options: "max_age: 1h",
        own: &[],
        may_be_any: true,
    },
    Template {
        policy: &OWN,
        declared: &DECLARED_OWN,
        options: "methods: [GET, PUT], request_headers: [\"Content-Type\"]",
        own: &["tauri://localhost", "https://*.own.example"],
        may_be_any: false,
    },
    Template {
        policy: &CREDENTIALS,
        declared: &DECLARED_CREDENTIALS,
        options: "credentials: true, exposed_headers: [\"ETag\"]",
        own: &[],
        may_be_any: false,
    },
    Template {
        policy: &INSECURE,
        declared: &DECLARED_RELAXED,
        options: "credentials: true, dangerously_allow_insecure_origins: true",
        own: &[],
        may_be_any: false,
    },
    Template {
        policy: &SUFFIXES,
        declared: &DECLARED_RELAXED,
        options: "credentials: true, dangerously_allow_public_suffix_subdomains: true",
        own: &[],
        may_be_any: false,
    },
];
