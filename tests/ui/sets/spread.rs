//! How a set is spread.

use cors_policy::{cors_origins, cors_policy};

cors_origins! { static FRONTENDS = ["https://app.example.com"]; }

cors_policy! {
    // Two dots are enough.
    static NOTHING = { origins: [..] };

    // A list can be spread.
    static LITERAL = { origins: [..["https://app.example.com"]] };

    // A function can be spread.
    static CALL = { origins: [..frontends()] };

    // A set may be spread twice.
    static TWICE = { origins: [..FRONTENDS, ..FRONTENDS] };

    // A set is an origin.
    static NO_DOTS = { origins: [FRONTENDS] };

    // A set is the list.
    static NO_BRACKETS = { origins: FRONTENDS };

    // Methods can be spread.
    static METHODS = { origins: any, methods: [..FRONTENDS] };

    // A comma may be missing behind a set.
    static NO_COMMA = { origins: [..FRONTENDS "https://other.example.com"] };

    // Sets need no comma between them.
    static NO_COMMA_BETWEEN = { origins: [..FRONTENDS ..FRONTENDS] };
}

fn main() {}
