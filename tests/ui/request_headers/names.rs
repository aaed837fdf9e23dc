//! Request headers that no script sends.

use cors_policy::cors_policy;

cors_policy! {
    // `*` means every header, as it does in the header.
    static STAR = { origins: any, request_headers: ["*"] };

    // There are patterns of names.
    static PATTERN = { origins: any, request_headers: ["X-*"] };

    // One string can contain several names.
    static SEVERAL = { origins: any, request_headers: ["X-Request-Id, X-Tenant"] };

    // A name comes with its value.
    static WITH_VALUE = { origins: any, request_headers: ["Content-Type: application/json"] };

    // A name may be empty.
    static EMPTY = { origins: any, request_headers: [""] };

    // A name needs no quotes.
    static BARE = { origins: any, request_headers: [Authorization] };

    // A bare word can contain a hyphen.
    static BARE_WITH_HYPHEN = { origins: any, request_headers: [Content-Type] };

    // A constant is a name.
    static CONSTANT = { origins: any, request_headers: [header::AUTHORIZATION] };

    // Cookies need to be listed.
    static COOKIE = { origins: ["https://app.example.com"], request_headers: ["Cookie"], credentials: true };

    // A cross-origin request needs `Origin` to be listed.
    static ORIGIN = { origins: any, request_headers: ["Origin"] };

    // Headers that every browser sends need to be listed.
    static ACCEPT_ENCODING = { origins: any, request_headers: ["Accept-Encoding"] };

    // Names are compared with regard to case.
    static HOST = { origins: any, request_headers: ["HOST"] };

    // Headers about the browser need to be listed.
    static SEC = { origins: any, request_headers: ["Sec-Fetch-Mode"] };

    // Headers for a proxy need to be listed.
    static PROXY = { origins: any, request_headers: ["Proxy-Authorization"] };

    // A header of a preflight needs to be listed.
    static PREFLIGHT = { origins: any, request_headers: ["Access-Control-Request-Method"] };

    // Headers of the server's answer need to be listed.
    static RESPONSE = { origins: any, request_headers: ["Access-Control-Allow-Origin"] };

    // A page may be told apart by its network.
    static PRIVATE_NETWORK = { origins: any, request_headers: ["Access-Control-Request-Private-Network"] };

    // Writing it twice does no harm.
    static TWICE = { origins: any, request_headers: ["X-Tenant", "X-Tenant"] };

    // Names are compared with regard to case, so both are needed.
    static TWICE_IN_ANOTHER_CASE = { origins: any, request_headers: ["X-Tenant", "x-tenant"] };

    // `any` does not cover names that are not safelisted.
    static BESIDE_ANY = { origins: any, request_headers: [any, "Authorization", "Content-Type"] };

    // `any` is an entry.
    static ANY_IN_BRACKETS = { origins: any, request_headers: [any] };

    // Writing `any` twice does no harm.
    static ANY_TWICE = { origins: any, request_headers: [any, "Authorization", any] };

    // `any` is in quotes.
    static ANY_IN_QUOTES = { origins: any, request_headers: ["any"] };
}

fn main() {}
