//! Everything that an author can leave out, add or move.

#![deny(warnings)]

use cors_policy::{Policy, cors_policy};

cors_policy! {
    static SHORT = { origins: any };

    /// A policy has documentation, attributes and a visibility.
    #[allow(dead_code)]
    pub(crate) static LONG = {
        max_age: 600,
        credentials: true,
        exposed_headers: ["ETag"],
        request_headers: ["X-Tenant"],
        methods: [GET],
        origins: ["https://app.example.com"],
    };

    static NO_FINAL_COMMAS = { origins: ["https://app.example.com"], methods: [GET, "PUT"] };

    #[cfg(any())]
    static LEFT_OUT = { origins: any };
}

// Any brackets do.
cors_policy!(
    pub static PARENTHESES = { origins: none };
);

cors_policy![static BRACKETS = { origins: none };];

mod inner {
    cors_policy::cors_policy! {
        pub(super) static IN_A_MODULE = { origins: any };
    }
}

// Tokens that another macro passes on can be wrapped.
macro_rules! policy_of {
    ($name:ident, $origin:literal, $($rest:tt)*) => {
        cors_policy! {
            static $name = { origins: [$origin], $($rest)* };
        }
    };
}

policy_of!(FROM_A_MACRO, "https://app.example.com", methods: [GET], max_age: 10m);

macro_rules! policy_with_list {
    ($name:ident, $list:expr, $origin:expr) => {
        cors_policy! {
            static $name = { origins: $list };
        }

        #[derive(cors_policy::CorsPolicy)]
        #[cors(origins = $list, methods = [GET])]
        struct Derived;

        cors_policy::cors_origins! {
            static FROM_AN_EXPRESSION = [$origin];
        }
    };
}

policy_with_list!(FROM_A_LIST, ["https://app.example.com"], "https://other.example.com");

fn main() {
    assert!(FROM_A_LIST.allows("https://app.example.com"));
    assert!(<Derived as cors_policy::CorsPolicy>::policy().allows("https://app.example.com"));
    assert!(FROM_AN_EXPRESSION.contains("https://other.example.com"));
    cors_policy! {
        static IN_A_FUNCTION = { origins: any };
    }
    let policies: [&Policy; 7] = [
        &SHORT,
        &NO_FINAL_COMMAS,
        &PARENTHESES,
        &BRACKETS,
        &inner::IN_A_MODULE,
        &FROM_A_MACRO,
        &IN_A_FUNCTION,
    ];
    assert!(policies.iter().all(|policy| !policy.credentials()));
}
