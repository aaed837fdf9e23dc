//! Ages up to a day, in every unit.

#![deny(warnings)]

use cors_policy::cors_policy;

cors_policy! {
    static NOT_AT_ALL = { origins: any, max_age: 0 };
    static PLAIN = { origins: any, max_age: 600 };
    static SECONDS = { origins: any, max_age: 600s };
    static MINUTES = { origins: any, max_age: 90m };
    static HOURS = { origins: any, max_age: 2h };
    static DAY = { origins: any, max_age: 1d };
    static DAY_IN_HOURS = { origins: any, max_age: 24h };
    static DAY_IN_SECONDS = { origins: any, max_age: 86_400 };
}

fn main() {
    let _ = [&NOT_AT_ALL, &PLAIN, &SECONDS, &MINUTES, &HOURS, &DAY, &DAY_IN_HOURS, &DAY_IN_SECONDS];
}
