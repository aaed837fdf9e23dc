//! A name that is nearly a known one compiles with a warning, which is an error here so that it can be seen.

#![deny(deprecated)]

use cors_policy::cors_policy;

cors_policy! {
    // A tag has a hyphen.
    static SEPARATOR = { origins: any, exposed_headers: ["E-Tag"] };

    // Two letters are swapped.
    static SWAPPED = { origins: any, exposed_headers: ["Link", "Retry-Atfer"] };

    // What every script can read has to be exposed.
    static READABLE_ANYWAY = { origins: any, exposed_headers: ["Contet-Type"] };
}

fn main() {}
