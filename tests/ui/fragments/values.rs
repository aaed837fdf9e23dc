//! Tokens that another macro passes on are read completely, with the same grammar as without that macro.

use cors_policy::{CorsPolicy, cors_origins, cors_policy};

cors_origins! {
    static SA = ["https://sa.example.com"];
    static SB = ["https://sb.example.com"];
}

// Part of a list is a list.
macro_rules! origins_of {
    ($name:ident, $origins:expr) => {
        cors_policy! {
            static $name = { origins: $origins, credentials: true };
        }
    };
}

origins_of!(SLICED, ["https://a.example.com", "https://b.example.com"][..1]);
origins_of!(AS_SLICE, ["https://a.example.com"].as_slice());
origins_of!(COMPARED, ["https://a.example.com"] == []);
origins_of!(INDEXED, ["https://a.example.com"][..][0]);
origins_of!(BORROWED, &["https://a.example.com"]);
origins_of!(IN_PARENTHESES, (["https://a.example.com"]));
origins_of!(SPREAD, ..SA);
origins_of!(LITERAL, "https://a.example.com");

// The first word is the value.
origins_of!(WORD, any == none);

// The dots come from another place.
macro_rules! entries_of {
    ($name:ident, $($origin:expr),*) => {
        cors_policy! {
            static $name = { origins: [$($origin),*] };
        }
    };
}

entries_of!(WITHOUT_DOTS, ..SA, SB);
entries_of!(RANGE, SA..SB);
entries_of!(TO_INCLUSIVE, ..=SA);
entries_of!(METHOD, "https://a.example.com".trim());
entries_of!(NUMBER, -1);
entries_of!(FULL, ..);

// So it is with the other lists.
macro_rules! lists_of {
    ($name:ident, $methods:expr, $request_headers:expr, $exposed_headers:expr) => {
        cors_policy! {
            static $name = {
                origins: any,
                methods: $methods,
                request_headers: $request_headers,
                exposed_headers: $exposed_headers,
            };
        }
    };
}

lists_of!(LISTS, [GET, PUT][..1], ["X-A", "X-B"].as_slice(), ["ETag"] == []);
lists_of!(ENTRIES, [GET + PUT], ["X-A".len()], ["ETag", ..SA]);

// And with the other values.
macro_rules! values_of {
    ($name:ident, $credentials:expr, $age:expr) => {
        cors_policy! {
            static $name = {
                origins: ["https://a.example.com"],
                credentials: $credentials,
                max_age: $age,
            };
        }
    };
}

values_of!(VALUES, !true, -1);
values_of!(CALLS, true.not(), 600 + 1);
values_of!(BLOCKS, { true }, { 600 });

// A set is no expression, either.
macro_rules! set_of {
    ($name:ident, $list:expr) => {
        cors_origins! {
            static $name = $list;
        }
    };
}

set_of!(SET_SLICED, ["https://a.example.com", "https://b.example.com"][..1]);
set_of!(SET_AS_SLICE, ["https://a.example.com"].as_slice());
set_of!(SET_COMPARED, ["https://a.example.com"] == []);

// The options of a derive are no expressions, either.
macro_rules! derived_of {
    ($name:ident, $origins:expr, $methods:expr, $age:expr) => {
        #[derive(CorsPolicy)]
        #[cors(origins = $origins, methods = $methods, max_age = $age)]
        struct $name;
    };
}

derived_of!(Sliced, ["https://a.example.com", "https://b.example.com"][..1], [GET], 600);
derived_of!(Methods, ["https://a.example.com"], [GET, PUT].as_slice(), 600);
derived_of!(Negative, ["https://a.example.com"], any, -1);
derived_of!(Assigned, credentials = true, any, 600);

fn main() {}
