//! Every path at which the library is.

use cors_policy as cors;
pub use cors_policy::*;

// This crate exports the library.
cors_policy! {
    crate = crate;
    static AT_THE_ROOT = { origins: [..BELOW_THE_ROOT, "https://app.example.com"] };
}

// The path begins at the root of this crate.
cors_origins! {
    crate = crate::cors;
    static BELOW_THE_ROOT = ["https://*.preview.example.com"];
}

#[derive(CorsPolicy)]
#[cors(crate = crate, origins = any)]
struct AtTheRoot;

#[derive(CorsPolicy)]
#[cors(crate = crate::cors, origins = any)]
struct BelowTheRoot;

// The path begins where the macro is called.
mod inner {
    use cors_policy as nearby;

    nearby::cors_policy! {
        crate = self::nearby;
        pub(super) static SELF = { origins: any };
    }
    nearby::cors_policy! {
        crate = super::cors;
        pub(super) static SUPER = { origins: any };
    }
}

fn main() {
    use cors_policy as local;

    local::cors_policy! {
        crate = local;
        static IN_A_BODY = { origins: any };
    }
    for policy in [&inner::SELF, &inner::SUPER, &IN_A_BODY, AtTheRoot::policy()] {
        assert_eq!(policy, BelowTheRoot::policy());
    }
    assert!(AT_THE_ROOT.allows("https://pr-7.preview.example.com"));
}
