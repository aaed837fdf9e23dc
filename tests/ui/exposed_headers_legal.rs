//! Response headers that a script can read if they are exposed.

#![deny(warnings)]

use cors_policy::cors_policy;

cors_policy! {
    static EVERY_HEADER = { origins: any, exposed_headers: any };

    static NAMES = {
        origins: any,
        exposed_headers: ["ETag", "Link", "X-RateLimit-Limit", "x-ratelimit-remaining"],
    };

    // These are in the response that a script sees, unlike those of a preflight.
    static CORS = {
        origins: any,
        exposed_headers: ["Access-Control-Allow-Origin", "Access-Control-Expose-Headers"],
    };

    // `Authorization` is nothing special here.
    static AUTHORIZATION = { origins: any, exposed_headers: ["Authorization", "WWW-Authenticate"] };

    static NOT_FORBIDDEN = { origins: any, exposed_headers: ["X-Set-Cookie", "Content-Disposition"] };
}

cors_policy! {
    // These look like slips.
    static OWN = {
        origins: any,
        exposed_headers: [
            "Tag", "Links", "X-Total", "X-Total-Count", "X-TotalCount", "RateLimit-Limit", "X-Rate-Limit-Reset",
            "X-RateLimit-Reset", "Grpc-Status", "Grpc-Message", "Mcp-Session-Id", "Upload-Offset",
        ],
    };

    // This looks like one too, and is meant.
    #[allow(deprecated)]
    static MEANT = { origins: any, exposed_headers: ["E-Tag"] };
}

fn main() {
    let _ = [&OWN, &MEANT];
    let _ = [&EVERY_HEADER, &NAMES, &CORS, &AUTHORIZATION, &NOT_FORBIDDEN];
}
