//! Methods that a browser sends.

#![deny(warnings)]

use cors_policy::cors_policy;

cors_policy! {
    static EVERY_METHOD = { origins: any, methods: any };

    static WORDS = { origins: any, methods: [GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS] };

    static STRINGS = { origins: any, methods: ["GET", "M-SEARCH", "PROPFIND"] };

    // A method of one's own may be in any case, and differs from the same one in another.
    static OWN = { origins: any, methods: [PURGE, purge, Purge] };

    // These look like slips.
    static VERBS = { origins: any, methods: [LIST, WATCH, BATCH, READ, FIND, SET, LOOK, "BMOVE", EXPORT] };

    // This looks like one too, and is meant.
    #[allow(deprecated)]
    static MEANT = { origins: any, methods: [FETCH] };

    static ANOTHER_PATCH = { origins: any, methods: [PATCHES] };
}

fn main() {
    let _ = [&EVERY_METHOD, &WORDS, &STRINGS, &OWN, &ANOTHER_PATCH, &VERBS, &MEANT];
}
