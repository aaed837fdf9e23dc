//! Request headers that a script may send.

#![deny(warnings)]

use cors_policy::cors_policy;

cors_policy! {
    static EVERY_HEADER = { origins: any, request_headers: any };

    static EVERY_HEADER_AND_AUTHORIZATION = {
        origins: any,
        request_headers: [any, "authorization"],
    };

    static AUTHORIZATION_FIRST = { origins: any, request_headers: ["Authorization", any] };

    static NAMES = {
        origins: any,
        request_headers: ["Authorization", "content-type", "X-Request-Id", "X-Tenant"],
    };

    // These look like forbidden ones.
    static NOT_FORBIDDEN = {
        origins: any,
        request_headers: ["User-Agent", "Sec", "Proxy", "Secret", "X-Cookie", "Origin-Agent", "Dates"],
    };

    // These look like slips.
    static OWN = {
        origins: any,
        request_headers: [
            "apikey", "prefer", "Refer", "Version", "Locale", "Token", "Orange", "Data", "X-Api-Key", "X-Tenant-Id",
            "x-client-info", "X-CSRFToken", "X-CSRF-Token", "X-XSRF-TOKEN", "X-Requested-By", "X-Forwarded-For",
        ],
    };

    // This looks like one too, and is meant.
    #[allow(deprecated)]
    static MEANT = { origins: any, request_headers: ["authorisation"] };

    // The safelisted names need a policy for values that are not safelisted.
    static SAFELISTED = {
        origins: any,
        request_headers: ["Accept", "Accept-Language", "Content-Language", "Range"],
    };
}

fn main() {
    let _ = [&EVERY_HEADER, &EVERY_HEADER_AND_AUTHORIZATION, &AUTHORIZATION_FIRST, &NAMES];
    let _ = [&NOT_FORBIDDEN, &SAFELISTED, &OWN, &MEANT];
}
