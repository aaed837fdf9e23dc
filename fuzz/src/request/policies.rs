//! Policies of every kind, and the meaning of their declarations in the terms of the model.

use cors_policy::{Policy, cors_origins, cors_policy};

/// A policy, and the meaning of its declaration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject {
    pub(crate) policy: &'static Policy,
    pub(crate) origins: Rule,
    /// `Access-Control-Allow-Methods`. With credentials, `*` means that the answer repeats the requested method.
    pub(crate) methods: Option<&'static str>,
    /// `Access-Control-Allow-Headers`, likewise.
    pub(crate) request_headers: Option<&'static str>,
    /// `Access-Control-Expose-Headers`
    pub(crate) exposed_headers: Option<&'static str>,
    pub(crate) credentials: bool,
    /// `Access-Control-Max-Age`
    pub(crate) max_age: Option<&'static str>,
    /// The meaning of `anyone_else`.
    pub(crate) anyone_else: Option<&'static Self>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    Any,
    None,
    Listed(&'static [&'static str]),
}

cors_origins! {
    static FRONTENDS = ["https://app.example.com", "https://*.preview.example.com"];
    static MACHINES = ["http://localhost:*", "http://[::1]:*", "http://127.0.0.1:*"];
}

cors_policy! {
    static ONE = { origins: ["https://app.example.com"] };

    static FEW = {
        origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
        methods: [PUT, GET, DELETE],
        request_headers: ["Content-Type", "authorization"],
        exposed_headers: ["X-Total", "ETag"],
        credentials: true,
        max_age: 2h,
    };

    static MANY = {
        origins: [
            "https://a.example.com",
            "https://b.example.com",
            "https://c.example.com",
            "https://d.example.com",
            "https://e.example.com:8443",
            "https://example.com",
            "http://example.com:8080",
            "https://example.org",
            "https://xn--bcher-kva.example",
            "https://192.0.2.1",
        ],
        methods: any,
        max_age: 0,
    };

    static PATTERNS = {
        origins: [
            "https://*.example.com",
            "http://*.example.com",
            "https://*.example.com:8443",
            "https://*.a.b.example.org:*",
            "https://*.tenant.example.net",
            "https://example.com",
            "tauri://*",
        ],
        exposed_headers: any,
    };

    static SPREAD = { origins: [..FRONTENDS, ..MACHINES, "tauri://localhost"], credentials: true };

    static OPEN = { origins: any };

    static WIDE_OPEN = {
        origins: any,
        methods: any,
        request_headers: [any, "Authorization"],
        exposed_headers: any,
        max_age: 1d,
    };

    static REPEATING = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
        max_age: 10m,
    };

    static REPEATING_METHOD = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: ["X-Total"],
        credentials: true,
    };

    static REPEATING_HEADERS = {
        origins: ["https://app.example.com"],
        methods: [PUT],
        request_headers: any,
        credentials: true,
    };

    static TWO_TIERS = {
        origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
        methods: [PUT],
        exposed_headers: ["ETag", "X-Total"],
        credentials: true,
        max_age: 10m,
        anyone_else: {
            methods: [GET, QUERY],
            request_headers: [any, "Authorization"],
            exposed_headers: ["ETag"],
            max_age: 1h,
        },
    };

    static REPEATING_TIER = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
        anyone_else: {},
    };

    static CLOSED = { origins: none, methods: [PUT], exposed_headers: ["ETag"], max_age: 10m };
}

const BARE: Subject = Subject {
    policy: &ONE,
    origins: Rule::Listed(&["https://app.example.com"]),
    methods: None,
    request_headers: None,
    exposed_headers: None,
    credentials: false,
    max_age: None,
    anyone_else: None,
};

const ANYONE: Subject = Subject { origins: Rule::Any, ..BARE };

pub(crate) const SUBJECTS: [Subject; 13] = [
    BARE,
    Subject {
        policy: &FEW,
        origins: Rule::Listed(&[
            "https://app.example.com",
            "https://*.preview.example.com",
            "http://localhost:*",
        ]),
        methods: Some("DELETE, GET, PUT"),
        request_headers: Some("authorization, Content-Type"),
        exposed_headers: Some("ETag, X-Total"),
        credentials: true,
        max_age: Some("7200"),
        ..BARE
    },
    Subject {
        policy: &MANY,
        origins: Rule::Listed(&[
            "https://a.example.com",
            "https://b.example.com",
            "https://c.example.com",
            "https://d.example.com",
            "https://e.example.com:8443",
            "https://example.com",
            "http://example.com:8080",
            "https://example.org",
            "https://xn--bcher-kva.example",
            "https://192.0.2.1",
        ]),
        methods: Some("*"),
        max_age: Some("0"),
        ..BARE
    },
    Subject {
        policy: &PATTERNS,
        origins: Rule::Listed(&[
            "https://*.example.com",
            "http://*.example.com",
            "https://*.example.com:8443",
            "https://*.a.b.example.org:*",
            "https://*.tenant.example.net",
            "https://example.com",
            "tauri://*",
        ]),
        exposed_headers: Some("*"),
        ..BARE
    },
    Subject {
        policy: &SPREAD,
        origins: Rule::Listed(&[
            "https://app.example.com",
            "https://*.preview.example.com",
            "http://localhost:*",
            "http://[::1]:*",
            "http://127.0.0.1:*",
            "tauri://localhost",
        ]),
        credentials: true,
        ..BARE
    },
    Subject { policy: &OPEN, origins: Rule::Any, ..BARE },
    Subject {
        policy: &WIDE_OPEN,
        origins: Rule::Any,
        methods: Some("*"),
        request_headers: Some("*, Authorization"),
        exposed_headers: Some("*"),
        max_age: Some("86400"),
        ..BARE
    },
    Subject {
        policy: &CLOSED,
        origins: Rule::None,
        methods: Some("PUT"),
        exposed_headers: Some("ETag"),
        max_age: Some("600"),
        ..BARE
    },
    Subject {
        policy: &REPEATING,
        origins: Rule::Listed(&["https://app.example.com", "https://*.preview.example.com"]),
        methods: Some("*"),
        request_headers: Some("*"),
        credentials: true,
        max_age: Some("600"),
        ..BARE
    },
    Subject {
        policy: &REPEATING_METHOD,
        methods: Some("*"),
        request_headers: Some("X-Total"),
        credentials: true,
        ..BARE
    },
    Subject {
        policy: &REPEATING_HEADERS,
        methods: Some("PUT"),
        request_headers: Some("*"),
        credentials: true,
        ..BARE
    },
    Subject {
        policy: &TWO_TIERS,
        origins: Rule::Listed(&[
            "https://app.example.com",
            "https://*.preview.example.com",
            "http://localhost:*",
        ]),
        methods: Some("PUT"),
        exposed_headers: Some("ETag, X-Total"),
        credentials: true,
        max_age: Some("600"),
        anyone_else: Some(&Subject {
            methods: Some("GET, QUERY"),
            request_headers: Some("*, Authorization"),
            exposed_headers: Some("ETag"),
            max_age: Some("3600"),
            ..ANYONE
        }),
        ..BARE
    },
    Subject {
        policy: &REPEATING_TIER,
        methods: Some("*"),
        request_headers: Some("*"),
        credentials: true,
        anyone_else: Some(&ANYONE),
        ..BARE
    },
];
