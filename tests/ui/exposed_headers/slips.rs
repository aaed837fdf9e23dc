//! A name that is almost a known one compiles with a warning. Here the warning is an error, so that it is visible.

#![deny(deprecated)]

use cors_policy::cors_policy;

cors_policy! {
    // A tag has a hyphen.
    static SEPARATOR = { origins: any, exposed_headers: ["E-Tag"] };

    // Two letters are swapped.
    static SWAPPED = { origins: any, exposed_headers: ["Link", "Retry-Atfer"] };

    // A header that every script can read has to be exposed.
    static READABLE_ANYWAY = { origins: any, exposed_headers: ["Contet-Type"] };
}

fn main() {}
