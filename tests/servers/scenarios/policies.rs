//! The policies in front of the handlers: each once in source, and as templates of the same declaration.

use cors_policy::{Origins, Policy, PolicyRef, PolicyTemplate, cors_policy};

/// A policy, and what is left of its declaration if its origins come from configuration.
pub(crate) struct Declared {
    policy: &'static Policy,
    /// No origin is in source.
    none_in_source: &'static PolicyTemplate,
    /// The first origin is in source.
    first_in_source: &'static PolicyTemplate,
}

/// Where the origins of a policy come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum OriginsFrom {
    Source,
    Configuration,
    /// The first one is in source.
    Both,
}

impl OriginsFrom {
    pub(crate) const ALL: [Self; 3] = [Self::Source, Self::Configuration, Self::Both];
}

impl Declared {
    /// The policy with origins from there. Its answers are the same wherever they come from, except that a closed policy
    /// [varies](Self::varies_only_if_configured) if they are configured.
    pub(crate) fn with(&self, origins: OriginsFrom) -> PolicyRef {
        let template = match origins {
            OriginsFrom::Source => return self.policy.into(),
            OriginsFrom::Configuration => self.none_in_source,
            OriginsFrom::Both => self.first_in_source,
        };
        let in_source = template.declared_origins();
        let configured = match self.policy.origins() {
            Origins::Any => vec!["*".to_owned()],
            Origins::None => Vec::new(),
            Origins::Listed(entries) => {
                entries.into_iter().filter(|entry| !in_source.contains(entry)).collect()
            }
        };
        template.configure(configured).expect("the compiler has checked them").into()
    }

    /// Whether only the templates vary by `Origin`. An empty list is as closed as `origins: none`, but it may have an entry
    /// tomorrow, so caches must keep the answers for different origins apart.
    pub(crate) fn varies_only_if_configured(&self) -> bool {
        self.policy.origins() == Origins::None
    }
}

/// Declares each policy three times, with the same options.
macro_rules! policies {
    ($(
        $(#[$attribute:meta])*
        $name:ident = { origins: $origins:tt $(, $option:ident: $value:tt)* $(,)? };
    )*) => {$(
        $(#[$attribute])*
        pub(crate) static $name: Declared = {
            cors_policy! {
                static $name = { origins: $origins, $($option: $value),* };
            }
            templates!($origins; $($option: $value),*);
            Declared {
                policy: &$name,
                none_in_source: &NONE_IN_SOURCE,
                first_in_source: &FIRST_IN_SOURCE,
            }
        };
    )*};
}

/// Declares the templates of one policy.
macro_rules! templates {
    (any; $($options:tt)*) => {
        templates!(@ configured_or_any, configured_or_any; $($options)*);
    };
    // There is no template whose origins are `none`, because its list may be empty.
    (none; $($options:tt)*) => {
        templates!(@ configured, configured; $($options)*);
    };
    ([$first:literal $($others:tt)*]; $($options:tt)*) => {
        templates!(@ [configured], [configured, $first]; $($options)*);
    };
    (@ $none:tt, $first:tt; $($options:tt)*) => {
        cors_policy! {
            static NONE_IN_SOURCE = { origins: $none, $($options)* };
            static FIRST_IN_SOURCE = { origins: $first, $($options)* };
        }
    };
}

policies! {
    /// All options, like an API with credentials.
    API = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            "http://localhost:*",
        ],
        methods: [GET, PUT, DELETE],
        request_headers: ["Content-Type", "Authorization"],
        exposed_headers: ["X-Total", "ETag"],
        credentials: true,
        max_age: 2h,
    };

    /// Only origins.
    BARE = { origins: ["https://app.example.com"] };

    /// Origins of every kind, with credentials and no other option.
    SHAPES = {
        origins: [
            "https://app.example.com:8443",
            "https://xn--bcher-kva.example",
            "http://127.0.0.1:3000",
            "http://[::1]:*",
            "tauri://localhost",
            "https://*.tenant.example.com:*",
        ],
        credentials: true,
    };

    /// Extensions and applications, whose hosts are random for each installation.
    EXTENSIONS = {
        origins: [
            "chrome-extension://*",
            "moz-extension://*",
            "safari-web-extension://*",
            "vscode-webview://*",
            "tauri://*",
        ],
        methods: [PUT],
        request_headers: ["Authorization"],
    };

    /// A public resource with `any` in every option.
    PUBLIC = {
        origins: any,
        methods: any,
        request_headers: [any, "Authorization"],
        exposed_headers: any,
        max_age: 0,
    };

    /// Any method and any header, with credentials.
    ANY_REQUEST = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: any,
        request_headers: any,
        exposed_headers: ["ETag"],
        credentials: true,
        max_age: 10m,
    };

    /// Any method, and two headers, with credentials.
    ANY_METHOD = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: ["Content-Type", "Authorization"],
        credentials: true,
    };

    /// Any header, and two methods, with credentials.
    ANY_HEADER = {
        origins: ["https://app.example.com"],
        methods: [GET, PUT],
        request_headers: any,
        credentials: true,
    };

    /// Listed origins with credentials, and everyone else without.
    TWO_TIERS = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            "http://localhost:*",
        ],
        methods: [GET, PUT, DELETE],
        request_headers: ["Content-Type", "Authorization"],
        exposed_headers: ["X-Total", "ETag"],
        credentials: true,
        max_age: 2h,
        anyone_else: {
            methods: [GET, QUERY],
            request_headers: ["X-Request-Id"],
            exposed_headers: ["ETag"],
            max_age: 1h,
        },
    };

    /// Only the answers to preflights of listed origins repeat what is asked for.
    TWO_TIERS_OF_ANY = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
        anyone_else: { methods: any, request_headers: any, exposed_headers: any },
    };

    /// Everyone else may send and read what a page always may.
    BARE_TIER = { origins: ["https://app.example.com"], methods: [PUT], anyone_else: {} };

    /// No origin is allowed, whatever a handler sends.
    CLOSED = { origins: none };
}
