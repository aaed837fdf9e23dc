//! `configured` in a set: a set is the same list for every policy that spreads it.

use cors_policy::cors_origins;

cors_origins! {
    static CONFIGURED = ["https://a.example.com", configured];

    static OR_ANY = [configured_or_any];

    static IN_QUOTES = ["configured"];

    static FROM_ENV = [env!("CORS_ORIGINS")];
}

fn main() {}
