//! The error that the README shows.

use cors_policy::cors_policy;

cors_policy! {
    pub static API = {
        origins: [
            "https://app.example.com/",
        ],
    };
}

fn main() {}
