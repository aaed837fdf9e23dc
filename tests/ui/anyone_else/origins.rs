//! Policies that cannot have `anyone_else`, because of their origins.

use cors_policy::{CorsPolicy, cors_policy};

cors_policy! {
    // A public resource has a second tier too.
    static ANY = { origins: any, methods: [GET, PUT], anyone_else: { methods: [GET] } };

    // Nobody is listed, and everyone else may read.
    static NONE = { origins: none, anyone_else: { methods: [GET] } };

    // The configuration may allow everyone, or only some.
    static CONFIGURED_OR_ANY = { origins: configured_or_any, anyone_else: { methods: [GET] } };

    // The block is instead of the origins.
    static MISSING = { anyone_else: { methods: [GET] } };

    // The origins are missing in some builds only.
    static SOMETIMES_ANY = {
        #[cfg(debug_assertions)]
        origins: any,
        #[cfg(not(debug_assertions))]
        origins: ["https://app.example.com"],
        anyone_else: { methods: [GET] },
    };
}

// The same in the other front end.
#[derive(CorsPolicy)]
#[cors(origins = any, anyone_else = {})]
struct Derived;

fn main() {}
