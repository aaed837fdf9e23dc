//! A declaration with a mistake is the template that it was meant to be, so its uses are not mistakes too.

use cors_policy::{PolicyTemplate, cors_policy};

cors_policy! {
    static MISTAKE_ELSEWHERE = { origins: [configured], max_age: 2d };

    static IN_QUOTES = { origins: ["configured"] };

    static MISSPELT = { origins: configurd };

    static OF_A_MISSPELT_OPTION = { origin: [configured] };

    static WITHOUT_BRACKETS = { origins: configured, "https://app.example.com" };

    static IN_ONE_BUILD = {
        origins: ["https://app.example.com", #[cfg(debug_assertions)] configured],
        max_age: 2d,
    };
}

fn main() {
    let templates: [&'static PolicyTemplate; 6] = [
        &MISTAKE_ELSEWHERE,
        &IN_QUOTES,
        &MISSPELT,
        &OF_A_MISSPELT_OPTION,
        &WITHOUT_BRACKETS,
        &IN_ONE_BUILD,
    ];
    let _ = templates.map(PolicyTemplate::declared_origins);
}
