//! The header names of the Fetch standard, in lower case, by the role that the standard gives them.

/// [Fetch, forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header), without its two
/// prefixes.
pub(super) const FORBIDDEN_REQUEST: [&str; 21] = [
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// [Fetch, forbidden response-header name](https://fetch.spec.whatwg.org/#forbidden-response-header-name)
pub(super) const FORBIDDEN_RESPONSE: [&str; 2] = ["set-cookie", "set-cookie2"];

/// [Fetch, HTTP requests](https://fetch.spec.whatwg.org/#http-requests): what a browser sends to a CORS server.
pub(super) const CORS_REQUEST: [&str; 3] =
    ["origin", "access-control-request-method", "access-control-request-headers"];

/// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses): what a server sends only in the response to
/// a preflight.
pub(super) const PREFLIGHT_RESPONSE: [&str; 3] =
    ["access-control-allow-methods", "access-control-allow-headers", "access-control-max-age"];

/// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses): everything that a CORS server sends.
pub(super) const CORS_RESPONSE: [&str; 6] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "access-control-expose-headers",
];

/// [Fetch, CORS-safelisted response-header name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name)
pub(super) const SAFELISTED_RESPONSE: [&str; 7] = [
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];
