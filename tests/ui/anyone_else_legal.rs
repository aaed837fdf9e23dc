//! What `anyone_else` can contain, and which policies can have it.

#![deny(warnings)]

use cors_policy::{CorsPolicy, cors_origins, cors_policy};

cors_origins! {
    static FRONTENDS = ["https://shop.example.com", "https://*.preview.example.com"];
}

cors_policy! {
    static CREDENTIALS = {
        origins: ["https://app.example.com"],
        methods: [GET, PUT, DELETE],
        credentials: true,
        anyone_else: { methods: [GET], exposed_headers: ["ETag"], max_age: 1h },
    };

    // Nobody else may send anything that needs a preflight.
    static EMPTY = { origins: ["https://app.example.com"], anyone_else: {} };

    // Before the options of listed origins.
    static FIRST = {
        anyone_else: { request_headers: ["Content-Type"], },
        origins: ["https://app.example.com"],
    };

    // Without credentials the two kinds of origins differ in their lists.
    static WITHOUT_CREDENTIALS = {
        origins: ["https://app.example.com"],
        methods: [PUT],
        credentials: false,
        anyone_else: { methods: [GET] },
    };

    // Without credentials `any` sends a star. It does not matter that listed origins have credentials.
    static ANY = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
        anyone_else: {
            methods: any,
            request_headers: [any, "Authorization"],
            exposed_headers: any,
            max_age: 0,
        },
    };

    static SPREAD = { origins: [..FRONTENDS], credentials: true, anyone_else: { methods: any } };

    static CONFIGURED = { origins: [configured], credentials: true, anyone_else: { methods: [GET] } };

    static RELAXED = {
        origins: ["http://intranet.example.com"],
        credentials: true,
        dangerously_allow_insecure_origins: true,
        anyone_else: { methods: [GET] },
    };

    static CONDITIONAL = {
        origins: ["https://app.example.com"],
        #[cfg(debug_assertions)]
        anyone_else: {
            methods: [GET, #[cfg(unix)] PUT, #[cfg(not(unix))] DELETE],
            #[cfg(target_os = "windows")]
            max_age: 1h,
            #[cfg(not(target_os = "windows"))]
            max_age: 2h,
        },
        #[cfg(not(debug_assertions))]
        anyone_else: {},
    };

    // In some builds every origin is allowed, and in the others one is, and everyone else.
    static EITHER = {
        #[cfg(debug_assertions)]
        origins: any,
        #[cfg(not(debug_assertions))]
        origins: ["https://app.example.com"],
        #[cfg(not(debug_assertions))]
        anyone_else: { methods: [GET] },
    };
}

#[derive(CorsPolicy)]
#[cors(origins = ["https://app.example.com"], credentials = true)]
#[cors(anyone_else = { methods = [GET], #[cfg(debug_assertions)] max_age = 1h })]
struct Derived;

macro_rules! with_fragments {
    ($origin:literal, $block:tt, $method:ident, $header:literal, $age:expr) => {
        cors_policy! {
            static OF_A_BLOCK = { origins: [$origin], anyone_else: $block };
            static OF_ITS_PARTS = {
                origins: [$origin],
                anyone_else: { methods: [$method], exposed_headers: [$header], max_age: $age },
            };
        }
    };
}

with_fragments!(
    "https://app.example.com",
    { methods: [GET], exposed_headers: ["ETag"], max_age: 600 },
    GET,
    "ETag",
    600
);

fn main() {
    let _ = [&CREDENTIALS, &EMPTY, &FIRST, &WITHOUT_CREDENTIALS, &ANY, &SPREAD, &RELAXED, &EITHER];
    let conditional = CONDITIONAL.anyone_else().expect("it is declared");
    assert_eq!(conditional.methods()[0], if cfg!(unix) { "GET" } else { "DELETE" });
    assert_eq!(conditional.max_age().expect("it is declared").as_secs(), 7_200);
    assert_eq!(CONFIGURED.anyone_else().expect("it is declared").methods(), ["GET"]);
    let derived = Derived::policy().anyone_else().expect("it is declared");
    assert_eq!(derived.max_age().expect("it is declared").as_secs(), 3_600);
    assert_eq!(OF_A_BLOCK, OF_ITS_PARTS);
}
