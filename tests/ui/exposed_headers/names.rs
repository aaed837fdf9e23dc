//! Response headers that no script reads.

use cors_policy::cors_policy;

cors_policy! {
    // `*` means every header, as it does in the header.
    static STAR = { origins: any, exposed_headers: ["*"] };

    // There are patterns of names.
    static PATTERN = { origins: any, exposed_headers: ["X-RateLimit-*"] };

    // One string can contain several names.
    static SEVERAL = { origins: any, exposed_headers: ["ETag, Link"] };

    // A name needs no quotes.
    static BARE = { origins: any, exposed_headers: [ETag] };

    // A script can read a cookie that is exposed.
    static SET_COOKIE = {
        origins: ["https://app.example.com"],
        exposed_headers: ["Set-Cookie"],
        credentials: true,
    };

    // The second version of it is free.
    static SET_COOKIE_2 = { origins: any, exposed_headers: ["set-cookie2"] };

    // A header of the request can be exposed.
    static ORIGIN = { origins: any, exposed_headers: ["Origin"] };

    // A header of the preflight can be exposed.
    static REQUEST_METHOD = { origins: any, exposed_headers: ["Access-Control-Request-Method"] };

    // A script can read what it may send.
    static ALLOW_METHODS = { origins: any, exposed_headers: ["Access-Control-Allow-Methods"] };

    // A script can read how long that holds.
    static MAX_AGE = { origins: any, exposed_headers: ["Access-Control-Max-Age"] };

    // A script can read whether it may reach a private network.
    static PRIVATE_NETWORK = { origins: any, exposed_headers: ["Access-Control-Allow-Private-Network"] };

    // Writing it twice does no harm.
    static TWICE = { origins: any, exposed_headers: ["ETag", "Link", "ETag"] };

    // Names are compared with regard to case, so both are needed.
    static TWICE_IN_ANOTHER_CASE = { origins: any, exposed_headers: ["ETag", "etag"] };

    // `any` means the others.
    static ANY_BESIDE_OTHERS = { origins: any, exposed_headers: [any, "Authorization"] };

    // `any` is an entry.
    static ANY_IN_BRACKETS = { origins: any, exposed_headers: [any] };
}

fn main() {}
