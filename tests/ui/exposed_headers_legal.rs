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

fn main() {
    let _ = [&EVERY_HEADER, &NAMES, &CORS, &AUTHORIZATION, &NOT_FORBIDDEN];
}
