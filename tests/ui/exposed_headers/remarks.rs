//! Legal entries without an effect compile with a warning. Here the warning is an error, so that it is visible.

#![deny(deprecated)]

use cors_policy::cors_policy;

cors_policy! {
    // A script can read the type of a response only if it is exposed.
    static SAFELISTED = { origins: any, exposed_headers: ["ETag", "Content-Type"] };

    // Nor can it read how long it may keep the response.
    static SAFELISTED_IN_ANOTHER_CASE = { origins: any, exposed_headers: ["cache-control"] };

    // Without methods, a list is still needed.
    static NO_METHODS = { origins: any, methods: [] };

    // Without headers, a list is still needed.
    static NO_REQUEST_HEADERS = { origins: any, request_headers: [] };

    // The same is true of the answer.
    static NO_EXPOSED_HEADERS = { origins: any, exposed_headers: [] };
}

// A derived policy is warned of too.
#[derive(cors_policy::CorsPolicy)]
#[cors(origins = any, exposed_headers = ["Content-Type"])]
pub struct Derived;

// A lint that is allowed gives no warning.
#[allow(deprecated)]
#[derive(cors_policy::CorsPolicy)]
#[cors(origins = any, exposed_headers = ["Content-Type"])]
pub struct Allowed;

fn main() {
    let _ = [&SAFELISTED, &SAFELISTED_IN_ANOTHER_CASE, &NO_METHODS, &NO_REQUEST_HEADERS, &NO_EXPOSED_HEADERS];
}
