//! The policies of the cases.

use cors_policy::{Policy, cors_policy};

#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) name: &'static str,
    pub(crate) policy: &'static Policy,
}

cors_policy! {
    /// All options, like an API with credentials.
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

    /// Only origins.
    static BARE_POLICY = { origins: ["https://*.example.test"] };

    /// Origins of every kind.
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

    /// A public resource with `any` in every option that accepts it.
    static PUBLIC_POLICY = {
        origins: any,
        methods: any,
        request_headers: any,
        exposed_headers: any,
        max_age: 60,
    };

    /// Lists without an age.
    static NO_AGE_POLICY = {
        origins: ["https://app.example.test"],
        methods: [PUT, PATCH],
        request_headers: ["X-Request-Id"],
    };

    /// A public resource that accepts tokens too.
    static PUBLIC_TOKENS_POLICY = {
        origins: any,
        methods: any,
        request_headers: [any, "Authorization"],
        exposed_headers: any,
    };

    /// A public resource that pages can only read.
    static CATALOGUE_POLICY = { origins: any, methods: [GET], exposed_headers: ["ETag"] };

    /// Listed origins that may send anything.
    static LISTED_ANY_POLICY = {
        origins: ["https://app.example.test", "https://app.other.test"],
        methods: any,
        request_headers: any,
        exposed_headers: any,
        max_age: 0,
    };

    /// Any method and any header, with credentials.
    static ANY_REQUEST_POLICY = {
        origins: ["https://app.example.test", "https://app.other.test"],
        methods: any,
        request_headers: any,
        exposed_headers: ["ETag"],
        credentials: true,
        max_age: 60,
    };

    /// Any header, with credentials.
    static ANY_HEADER_POLICY = {
        origins: ["https://*.example.test"],
        methods: [PUT],
        request_headers: any,
        credentials: true,
    };

    /// Listed origins with credentials, and everyone else without.
    static TWO_TIERS_POLICY = {
        origins: ["https://app.example.test", "https://*.preview.example.test"],
        methods: [GET, PUT, DELETE],
        request_headers: ["Authorization", "X-Request-Id"],
        exposed_headers: ["ETag", "X-Total"],
        credentials: true,
        max_age: 60,
        anyone_else: {
            methods: [PUT],
            request_headers: ["X-Request-Id"],
            exposed_headers: ["ETag"],
            max_age: 60,
        },
    };

    /// Everyone may send anything, and only a listed origin may use credentials.
    static TWO_TIERS_OF_ANY_POLICY = {
        origins: ["https://app.example.test"],
        methods: any,
        request_headers: any,
        exposed_headers: ["ETag"],
        credentials: true,
        anyone_else: { methods: any, request_headers: any, exposed_headers: any },
    };

    /// So many origins that the policy uses a hash table.
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

    /// Every extension.
    static EXTENSIONS_POLICY = {
        origins: ["chrome-extension://*", "moz-extension://*"],
        methods: [PUT],
        request_headers: ["X-Request-Id"],
        exposed_headers: ["ETag"],
    };

    /// No origin is allowed, whatever a handler sends.
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
    ANY_REQUEST = ANY_REQUEST_POLICY,
    ANY_HEADER = ANY_HEADER_POLICY,
    TWO_TIERS = TWO_TIERS_POLICY,
    TWO_TIERS_OF_ANY = TWO_TIERS_OF_ANY_POLICY,
    MANY = MANY_POLICY,
    EXTENSIONS = EXTENSIONS_POLICY,
    CLOSED = CLOSED_POLICY,
}
