//! Ages that are too long for every browser, or that are not ages.

use cors_policy::cors_policy;

cors_policy! {
    // A browser caches an answer for as long as the server says.
    static WEEK = { origins: any, max_age: 7d };

    // A year is the usual way to say "for ever".
    static YEAR_IN_SECONDS = { origins: any, max_age: 31_536_000 };

    // A day and a second are not much more than a day.
    static ONE_SECOND_MORE = { origins: any, max_age: 86401s };

    // A number that does not fit into 64 bits means "for ever".
    static HUGE = { origins: any, max_age: 99999999999999999999 };

    // -1 switches the cache off, as in the header.
    static NEGATIVE = { origins: any, max_age: -1 };

    // Weeks are a unit.
    static WEEKS = { origins: any, max_age: 1w };

    // Units have longer names.
    static MINUTES = { origins: any, max_age: 10min };

    // Milliseconds are a unit.
    static MILLISECONDS = { origins: any, max_age: 600000ms };

    // Units may be joined.
    static JOINED = { origins: any, max_age: 1h30m };

    // A Rust literal has a type.
    static TYPED = { origins: any, max_age: 600u32 };

    // Fractions are numbers.
    static FRACTION = { origins: any, max_age: 1.5h };

    // Exponents are numbers.
    static EXPONENT = { origins: any, max_age: 1e3 };

    // Hexadecimal numbers are numbers.
    static HEXADECIMAL = { origins: any, max_age: 0x258 };
}

fn main() {}
