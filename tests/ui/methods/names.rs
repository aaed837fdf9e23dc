//! Methods that no browser sends, or that it writes differently.

use cors_policy::cors_policy;

cors_policy! {
    // `*` means every method, as it does in the header.
    static STAR = { origins: any, methods: ["*"] };

    // `*` needs no quotes.
    static BARE_STAR = { origins: any, methods: [*] };

    // One string can contain several methods.
    static SEVERAL = { origins: any, methods: ["GET, POST"] };

    // A method may be empty.
    static EMPTY = { origins: any, methods: [""] };

    // There are patterns of methods.
    static PATTERN = { origins: any, methods: ["PROP*"] };

    // A bare word can contain a hyphen.
    static HYPHEN = { origins: any, methods: [M-SEARCH] };

    // A constant is a method.
    static CONSTANT = { origins: any, methods: [Method::GET] };

    // A proxy's method is as good as others.
    static CONNECT = { origins: any, methods: [CONNECT] };

    // A method for debugging can be listed like any other.
    static TRACE = { origins: any, methods: [GET, "trace"] };

    // Microsoft's form of it is too.
    static TRACK = { origins: any, methods: [TRACK] };

    // A browser turns `patch` into `PATCH`.
    static PATCH = { origins: any, methods: [patch] };

    // Methods are compared without regard to case.
    static PUT = { origins: any, methods: [GET, put] };

    // An enumeration's variants are methods.
    static GET = { origins: any, methods: [Get] };

    // Methods of WebDAV are compared without regard to case.
    static PROPFIND = { origins: any, methods: ["PropFind"] };

    // Writing it twice does no harm.
    static TWICE = { origins: any, methods: [GET, POST, GET] };

    // A string is another method than a word.
    static TWICE_AS_STRING = { origins: any, methods: [GET, "GET"] };

    // `any` means the others.
    static ANY_BESIDE_OTHERS = { origins: any, methods: [GET, any] };

    // `any` is an entry.
    static ANY_IN_BRACKETS = { origins: any, methods: [any] };

    // `any` is in quotes.
    static ANY_IN_QUOTES = { origins: any, methods: ["any"] };

    // `all` is another word for `any`.
    static ALL = { origins: any, methods: [ALL] };

    // A method is as long as one likes.
    static LONG = { origins: any, methods: ["LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL"] };
}

fn main() {}
