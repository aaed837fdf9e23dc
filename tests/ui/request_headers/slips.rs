//! A name that is almost a known one compiles with a warning. Here the warning is an error, so that it is visible.

#![deny(deprecated)]

use cors_policy::cors_policy;

cors_policy! {
    // The header is spelt as the word is in Britain.
    static BRITISH = { origins: any, request_headers: ["authorisation"] };

    // A letter is missing.
    static MISSING_LETTER = { origins: any, request_headers: ["Accept", "Contet-Type"] };

    // As a header, a field is named as in an object.
    static SEPARATOR = { origins: any, request_headers: ["Content_Type", "ifNoneMatch"] };

    // A name that starts with `X-` has a fixed spelling too, if a client library sends it.
    static LIBRARY = { origins: any, request_headers: ["X-Requested-Wth"] };
}

fn main() {}
