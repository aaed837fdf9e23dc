//! Fragments around a value, in front of it, and in place of names.

use cors_policy::{CorsPolicy, cors_policy};

// A condition is an expression.
macro_rules! under {
    ($name:ident, $condition:meta) => {
        cors_policy! {
            static $name = { origins: ["https://a.example.com", #[$condition] "https://b.example.com"] };
        }
    };
}

under!(NO_CONDITION, allow(unused));
under!(WRONG_CONDITION, cfg(a == b));

// A block is a policy.
macro_rules! block_of {
    ($name:ident, $block:block) => {
        cors_policy! {
            static $name = $block;
        }
    };
}

block_of!(EMPTY, {});
block_of!(STATEMENTS, { origins = any; });

// A static of another macro may have its type.
macro_rules! typed {
    ($name:ident, $type:ty, $path:path) => {
        cors_policy! {
            static $name: $type = { origins: [..$path] };
        }
    };
}

typed!(TYPED, cors_policy::Policy, A::<B>);

// Extra tokens after an option can be wrapped.
macro_rules! behind {
    ($name:ident, $pattern:pat, $lifetime:lifetime, $literal:literal) => {
        cors_policy! {
            static $name = { origins: any $pattern, methods: [GET $lifetime], max_age: 600 $literal };
        }
    };
}

behind!(BEHIND, (a | b), 'a, -1);

// Attributes hold anything.
macro_rules! attribute {
    ($($attribute:meta),*) => {
        #[derive(CorsPolicy)]
        $(#[$attribute])*
        struct Attributes;
    };
}

attribute!(cors, cors(origins = any [..]), cors = "x");

fn main() {}
