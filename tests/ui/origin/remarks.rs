//! Origins that are probably not the intended ones compile with a warning. Here the warning is an error, so that it
//! is visible.

#![deny(deprecated)]

use cors_policy::{cors_origins, cors_policy};

cors_policy! {
    // A dot at the end does not matter.
    static FINAL_DOT = { origins: ["https://app.example.com."] };

    // Before a port it does not either.
    static FINAL_DOT_BEFORE_PORT = {
        origins: ["https://app.example.com", "http://localhost.:3000"],
    };

    // Nor in a pattern.
    static FINAL_DOT_OF_PATTERN = { origins: ["https://*.example.com."] };

    // Anyone can register a name that ends with a hyphen.
    static HYPHEN_AT_END = { origins: ["https://app.example-.com"] };

    // Or that starts with one.
    static HYPHEN_AT_START = { origins: ["https://*.-example.co.uk"] };
}

cors_origins! {
    // A set is warned of too.
    static SET = ["https://app.example.com", "https://admin.example.com."];
}

// And so is a derived policy.
#[derive(cors_policy::CorsPolicy)]
#[cors(origins = ["https://app.example.com."])]
pub struct Derived;

fn main() {
    let _ = [&FINAL_DOT, &FINAL_DOT_BEFORE_PORT, &FINAL_DOT_OF_PATTERN, &HYPHEN_AT_END, &HYPHEN_AT_START];
    let _ = &SET;
}
