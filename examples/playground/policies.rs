//! The policies of the API: one for each part of it.

use cors_policy::{Policy, cors_policy};

/// A part of the API, behind its own policy.
#[derive(Debug)]
pub(crate) struct Part {
    /// The first segment of its paths.
    pub(crate) path: &'static str,
    /// A sentence that describes it.
    pub(crate) about: &'static str,
    pub(crate) policy: &'static Policy,
    /// Whether a guard with the same policy is in front of the handlers.
    pub(crate) has_guard: bool,
}

pub(crate) static PUBLIC: Part = Part {
    path: "/public",
    about: "Every page may read it, and nobody is logged in there.",
    policy: &PUBLIC_POLICY,
    has_guard: false,
};

pub(crate) static PARTNERS: Part = Part {
    path: "/partners",
    about: "Two origins, written out. Everything else on this machine is refused.",
    policy: &PARTNERS_POLICY,
    has_guard: false,
};

pub(crate) static TENANTS: Part = Part {
    path: "/tenants",
    about: "Each tenant has a subdomain, and a developer any port.",
    policy: &TENANTS_POLICY,
    has_guard: false,
};

pub(crate) static SESSION: Part = Part {
    path: "/session",
    about: "One app, with the cookie of its user. No answer to a preflight is kept.",
    policy: &SESSION_POLICY,
    has_guard: false,
};

pub(crate) static OPEN: Part = Part {
    path: "/open",
    about: "Any origin, any method, and any header but `Authorization`.",
    policy: &OPEN_POLICY,
    has_guard: false,
};

pub(crate) static TOKENS: Part = Part {
    path: "/tokens",
    about: "The same with `Authorization`, which `any` does not cover.",
    policy: &TOKENS_POLICY,
    has_guard: false,
};

pub(crate) static INTERNAL: Part = Part {
    path: "/internal",
    about: "For no page at all. Its handler says `Access-Control-Allow-Origin: *`, which is removed.",
    policy: &INTERNAL_POLICY,
    has_guard: false,
};

pub(crate) static GUARDED: Part = Part {
    path: "/guarded",
    about: "A guard with the same policy: CORS does not stop a WebSocket or a form, and the guard does.",
    policy: &GUARDED_POLICY,
    has_guard: true,
};

pub(crate) static PARTS: [&Part; 8] =
    [&PUBLIC, &PARTNERS, &TENANTS, &SESSION, &OPEN, &TOKENS, &INTERNAL, &GUARDED];

cors_policy! {
    static PUBLIC_POLICY = { origins: any, exposed_headers: ["ETag"] };

    static PARTNERS_POLICY = {
        origins: ["http://localhost:4611", "https://partner.example"],
        methods: [PUT, DELETE],
        request_headers: ["Content-Type", "X-Request-Id"],
        exposed_headers: ["ETag", "X-Total"],
        max_age: 10m,
    };

    static TENANTS_POLICY = { origins: ["http://*.localhost:*"], methods: [PATCH] };

    static SESSION_POLICY = {
        origins: ["http://localhost:4611"],
        methods: [PUT],
        request_headers: ["Content-Type"],
        credentials: true,
        max_age: 0,
    };

    static OPEN_POLICY = { origins: any, methods: any, request_headers: any, exposed_headers: any };

    static TOKENS_POLICY = { origins: any, request_headers: [any, "Authorization"] };

    static INTERNAL_POLICY = { origins: none };

    static GUARDED_POLICY = { origins: ["http://localhost:4611"], credentials: true };
}
