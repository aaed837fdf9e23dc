//! The policies that the pages meet.

use cors_policy::{Policy, cors_policy};

#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) name: &'static str,
    pub(crate) policy: &'static Policy,
}

cors_policy! {
    /// Everything at once, as a credentialed API has it.
    static API_POLICY = {
        origins: [
            "https://app.example.test",
            "https://*.preview.example.test",
            "http://localhost:*",
            "https://app.other.test",
        ],
        methods: [GET, PUT, DELETE, PURGE],
        request_headers: ["Authorization", "Content-Type", "X-Request-Id"],
        exposed_headers: ["ETag", "X-Total"],
        credentials: true,
        max_age: 60,
    };

    /// Origins and nothing else.
    static BARE_POLICY = { origins: ["https://*.example.test"] };

    /// Origins of every shape.
    static SHAPES_POLICY = {
        origins: [
            "https://app.example.test:8443",
            "https://xn--bcher-kva.example.test",
            "http://plain.example.test",
            "http://*.loose.example.test",
            "http://127.0.0.1:3000",
            "http://[::1]:*",
            "https://*.tenant.example.test:*",
            "https://*.fixed.example.test:8443",
        ],
        methods: [PUT],
        request_headers: ["X-Request-Id"],
        max_age: 0,
    };

    /// A public resource, with everything that `any` covers.
    static PUBLIC_POLICY = {
        origins: any,
        methods: any,
        request_headers: any,
        exposed_headers: any,
        max_age: 60,
    };

    /// Lists, and no age.
    static NO_AGE_POLICY = {
        origins: ["https://app.example.test"],
        methods: [PUT, PATCH],
        request_headers: ["X-Request-Id"],
    };

    /// The same as a public resource, with tokens.
    static PUBLIC_TOKENS_POLICY = {
        origins: any,
        methods: any,
        request_headers: [any, "Authorization"],
        exposed_headers: any,
    };

    /// A public resource to be read and no more.
    static CATALOGUE_POLICY = { origins: any, methods: [GET], exposed_headers: ["ETag"] };

    /// Listed origins that may do anything.
    static LISTED_ANY_POLICY = {
        origins: ["https://app.example.test", "https://app.other.test"],
        methods: any,
        request_headers: any,
        exposed_headers: any,
        max_age: 0,
    };

    /// Enough origins for a table of them.
    static MANY_POLICY = {
        origins: [
            "https://a.many.test", "https://b.many.test", "https://c.many.test", "https://d.many.test",
            "https://e.many.test", "https://f.many.test", "https://g.many.test", "https://h.many.test",
            "https://i.many.test", "https://j.many.test", "https://k.many.test", "https://l.many.test",
            "https://m.many.test", "https://n.many.test", "https://o.many.test", "https://p.many.test",
            "https://q.many.test", "https://r.many.test", "https://s.many.test", "https://t.many.test",
            "https://a.many.test:8443", "http://b.many.test", "https://app.example.test",
        ],
        methods: [PUT, PATCH],
        request_headers: ["X-Request-Id"],
        max_age: 1h,
    };

    /// Closed, whatever a handler thinks.
    static CLOSED_POLICY = { origins: none };
}

macro_rules! named {
    ($($name:ident = $policy:ident),* $(,)?) => {
        $(pub(crate) static $name: Named = Named { name: stringify!($name), policy: &$policy };)*

        /// Every policy.
        pub(crate) const ALL: &[&Named] = &[$(&$name),*];
    };
}

named! {
    API = API_POLICY,
    BARE = BARE_POLICY,
    NO_AGE = NO_AGE_POLICY,
    SHAPES = SHAPES_POLICY,
    PUBLIC = PUBLIC_POLICY,
    PUBLIC_TOKENS = PUBLIC_TOKENS_POLICY,
    CATALOGUE = CATALOGUE_POLICY,
    LISTED_ANY = LISTED_ANY_POLICY,
    MANY = MANY_POLICY,
    CLOSED = CLOSED_POLICY,
}
