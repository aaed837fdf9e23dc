//! Tokens that another macro passes on mean the same as without that macro, in every kind of fragment.

#![deny(warnings, missing_docs)]

use cors_policy::{CorsPolicy, Policy, cors_origins, cors_policy};

/// Sets of origins, from fragments.
pub mod sets {
    macro_rules! set {
        ($(#[$meta:meta])* $visibility:vis $name:ident = $list:expr) => {
            cors_policy::cors_origins! {
                $(#[$meta])*
                $visibility static $name = $list;
            }
        };
    }

    set!(
        /// Has documentation.
        pub SA = ["https://sa.example.com"]
    );
    set!(
        #[doc = concat!("Has ", "documentation, too.")]
        #[allow(dead_code)]
        pub(crate) SB = ["https://sb.example.com"]
    );
    set!(PRIVATE = ["https://private.example.com"]);

    pub(crate) fn private() -> &'static cors_policy::OriginSet {
        &PRIVATE
    }
}

use sets::{SA, SB};

// Every value.
macro_rules! values {
    (
        $(#[$meta:meta])* $visibility:vis $name:ident $derived:ident {
            $origins:expr, $methods:expr, $request_headers:expr, $exposed_headers:expr, $credentials:expr, $age:expr
        }
    ) => {
        cors_policy! {
            $(#[$meta])*
            $visibility static $name = {
                origins: $origins,
                methods: $methods,
                request_headers: $request_headers,
                exposed_headers: $exposed_headers,
                credentials: $credentials,
                max_age: $age,
            };
        }

        $(#[$meta])*
        #[derive(CorsPolicy)]
        #[cors(origins = $origins, methods = $methods, request_headers = $request_headers)]
        #[cors(exposed_headers = $exposed_headers, credentials = $credentials, max_age = $age)]
        $visibility struct $derived;
    };
}

values! {
    /// Has documentation.
    pub VALUES Values {
        ["https://app.example.com", ..SA, ..sets::SB],
        [GET, "M-SEARCH"],
        ["Authorization"],
        ["ETag"],
        true,
        600
    }
}

values!(pub(crate) WORDS Words { any, any, any, any, false, 0 });

cors_policy! {
    static PLAIN_VALUES = {
        origins: ["https://app.example.com", ..SA, ..sets::SB],
        methods: [GET, "M-SEARCH"],
        request_headers: ["Authorization"],
        exposed_headers: ["ETag"],
        credentials: true,
        max_age: 600,
    };
    static PLAIN_WORDS = {
        origins: any,
        methods: any,
        request_headers: any,
        exposed_headers: any,
        credentials: false,
        max_age: 0,
    };
}

// Every entry, through one macro after another.
macro_rules! entries {
    ($name:ident, $($entry:expr),*) => { more_entries!($name, $($entry),*); };
}

macro_rules! more_entries {
    ($name:ident, $($entry:expr),*) => {
        cors_policy! {
            static $name = { origins: [$($entry),*] };
        }
    };
}

entries!(ONE_SPREAD, ..SA);
entries!(TWO_SPREADS, ..SA, ..sets::SB);
entries!(ENTRIES, "https://app.example.com", ..SA);

// Every kind of fragment.
macro_rules! kinds {
    (
        $name:ident, $key:ident, $path:path, $type:ty, $literal:literal, $pattern:pat, $method:ident, $header:literal,
        $age:tt, $condition:meta, $predicate:meta, $block:block, $flag:literal
    ) => {
        cors_policy! {
            static $name = {
                $key: [..$path, ..$type, $literal, $pattern, #[$condition] "https://never.example.com"],
                methods: [$method, #[cfg($predicate)] PUT],
                request_headers: [$header],
                credentials: $flag,
                max_age: $age,
            };
            static FROM_A_BLOCK = { origins: none };
        }
        const _: () = $block;
    };
}

kinds!(
    KINDS,
    origins,
    SA,
    sets::SB,
    "https://literal.example.com",
    "https://pattern.example.com",
    GET,
    "X-Tenant",
    2h,
    cfg(any()),
    all(),
    {},
    true
);

cors_policy! {
    static PLAIN_KINDS = {
        origins: [..SA, ..SB, "https://literal.example.com", "https://pattern.example.com"],
        methods: [GET, PUT],
        request_headers: ["X-Tenant"],
        credentials: true,
        max_age: 2h,
    };
}

// A whole type, with everything that the macro does not use.
macro_rules! whole {
    ($item:item) => {
        #[derive(CorsPolicy)]
        $item
    };
}

whole! {
    /// Has generics.
    #[cors(origins = ["https://app.example.com"], credentials = true)]
    pub(crate) struct Whole<'a, T: Clone, const N: usize>(#[allow(dead_code)] &'a [T; N])
    where
        T: 'a;
}

macro_rules! parts {
    ($(#[$meta:meta])* $visibility:vis $name:ident, $bound:path, $field:ty, $length:expr) => {
        #[derive(CorsPolicy)]
        $(#[$meta])*
        $visibility struct $name<T: $bound>(#[allow(dead_code)] T, #[allow(dead_code)] [$field; $length * 2]);
    };
}

parts!(#[cors(origins = any, methods = [GET])] pub(crate) Parts, Clone, &'static str, 1 + 1);

cors_origins! {
    static EMPTY_VISIBILITY = ["https://app.example.com"];
}

fn main() {
    let pairs: [(&Policy, &Policy); 7] = [
        (&VALUES, &PLAIN_VALUES),
        (Values::policy(), &PLAIN_VALUES),
        (&WORDS, &PLAIN_WORDS),
        (Words::policy(), &PLAIN_WORDS),
        (&KINDS, &PLAIN_KINDS),
        (Whole::<u8, 1>::policy(), {
            cors_policy! {
                static PLAIN = { origins: ["https://app.example.com"], credentials: true };
            }
            &PLAIN
        }),
        (Parts::<u8>::policy(), {
            cors_policy! {
                static PLAIN = { origins: any, methods: [GET] };
            }
            &PLAIN
        }),
    ];
    for (wrapped, plain) in pairs {
        assert_eq!(wrapped, plain);
    }
    assert!(ONE_SPREAD.allows("https://sa.example.com"));
    assert!(TWO_SPREADS.allows("https://sa.example.com"));
    assert!(TWO_SPREADS.allows("https://sb.example.com"));
    assert!(ENTRIES.allows("https://app.example.com") && ENTRIES.allows("https://sa.example.com"));
    assert!(sets::private().contains("https://private.example.com"));
    assert!(EMPTY_VISIBILITY.contains("https://app.example.com"));
    assert!(!FROM_A_BLOCK.allows("https://app.example.com"));
    // The length was `(1 + 1) * 2`, as the author of the macro meant.
    let _ = Parts(0_u8, [""; 4]);
}
