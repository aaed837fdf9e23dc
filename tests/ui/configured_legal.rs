//! Policies whose origins are configured, as they should be.

#![deny(warnings)]

use cors_policy::{CorsPolicy, CorsTemplate, Policy, PolicyTemplate, cors_origins, cors_policy};

cors_origins! {
    static FRONTENDS = ["https://app.example.com", "https://*.preview.example.com"];

    static INSECURE = ["http://intranet.example.com"];
}

cors_policy! {
    static API = {
        origins: [configured, "tauri://localhost", ..FRONTENDS],
        methods: [GET, POST],
        request_headers: ["Content-Type"],
        exposed_headers: ["ETag"],
        credentials: true,
        max_age: 10m,
    };

    static ALONE = { origins: [configured] };

    static BARE = { origins: configured };

    static LAST = { origins: ["https://app.example.com", configured,] };

    static OR_ANY = { origins: configured_or_any, methods: any, request_headers: [any, "Authorization"] };

    static OR_ANY_WITHOUT_CREDENTIALS = { origins: configured_or_any, credentials: false };

    // Configured origins may need what no entry needs.
    static RELAXED = {
        origins: [configured, "https://other.example.com", ..FRONTENDS],
        credentials: true,
        dangerously_allow_insecure_origins: true,
        dangerously_allow_public_suffix_subdomains: true,
    };

    static RELAXED_FOR_A_SET = {
        origins: [configured, ..INSECURE],
        credentials: true,
        dangerously_allow_insecure_origins: true,
    };

    static ONLY_IN_SOME_BUILDS = {
        origins: ["https://app.example.com", #[cfg(debug_assertions)] configured],
    };

    static IN_EACH_BUILD = {
        origins: [
            #[cfg(debug_assertions)]
            configured,
            #[cfg(not(debug_assertions))]
            configured,
            #[cfg(debug_assertions)]
            "http://localhost:*",
        ],
    };

    static OF_EITHER_KIND = {
        #[cfg(debug_assertions)]
        origins: any,
        #[cfg(not(debug_assertions))]
        origins: configured_or_any,
    };
}

/// A fragment means what its tokens mean.
macro_rules! passed_on {
    ($origins:expr, $keyword:ident, $entry:tt) => {
        cors_policy! {
            static EXPRESSION = { origins: $origins };
            static WORD = { origins: $keyword };
            static ENTRY = { origins: [$entry, "https://app.example.com"] };
        }
    };
}

passed_on!([configured], configured, configured);

#[derive(CorsPolicy)]
#[cors(origins = [configured, "https://app.example.com"], methods = [GET])]
struct Api;

#[derive(CorsPolicy)]
#[cors(origins = configured_or_any)]
struct OrAny<T>(T);

/// It is a policy in some builds, and a template in others.
#[derive(CorsPolicy)]
#[cors(origins = ["https://app.example.com", #[cfg(debug_assertions)] configured])]
struct OnlyInSomeBuilds;

/// The library is at another path.
mod elsewhere {
    use cors_policy as cors;

    cors::cors_policy! {
        crate = self::cors;
        pub static API = { origins: configured };
    }
}

/// Words like the keyword are what they were.
mod words {
    cors_policy::cors_policy! {
        pub static CONFIGURED = { origins: any, methods: [CONFIGURE], request_headers: ["X-Configured"] };
    }
}

#[cfg(debug_assertions)]
fn is_template() -> &'static PolicyTemplate {
    let _: &'static PolicyTemplate = &ONLY_IN_SOME_BUILDS;
    let _: &'static Policy = &OF_EITHER_KIND;
    OnlyInSomeBuilds::template()
}

#[cfg(not(debug_assertions))]
fn is_template() -> &'static Policy {
    let _: &'static Policy = &ONLY_IN_SOME_BUILDS;
    let _: &'static PolicyTemplate = &OF_EITHER_KIND;
    OnlyInSomeBuilds::policy()
}

fn main() {
    let entries =
        ["https://*.preview.example.com", "https://app.example.com", "tauri://localhost"];
    assert_eq!(API.declared_origins(), entries);
    assert_eq!(API.methods(), ["GET", "POST"]);
    assert_eq!(API.request_headers(), ["Content-Type"]);
    assert_eq!(API.exposed_headers(), ["ETag"]);
    assert!(API.credentials() && !ALONE.credentials());
    assert_eq!(API.max_age().map(|age| age.as_secs()), Some(600));
    assert_eq!(ALONE.declared_origins(), [""; 0]);
    assert_eq!(ALONE, BARE);
    assert_eq!(LAST.declared_origins(), ["https://app.example.com"]);
    assert_eq!(OR_ANY.methods(), ["*"]);
    assert_ne!(OR_ANY_WITHOUT_CREDENTIALS, BARE);
    assert!(RELAXED.credentials() && RELAXED_FOR_A_SET.credentials());
    assert_eq!(IN_EACH_BUILD.declared_origins().is_empty(), !cfg!(debug_assertions));
    assert_eq!(EXPRESSION, WORD);
    assert_eq!(ENTRY, LAST);
    assert_eq!(Api::template().declared_origins(), ["https://app.example.com"]);
    assert_eq!(OrAny::<u8>::template(), &OR_ANY_WITHOUT_CREDENTIALS);
    assert_eq!(elsewhere::API, BARE);
    assert_eq!(words::CONFIGURED.methods(), ["CONFIGURE"]);
    let _ = (is_template(), OrAny(1).0);
}
