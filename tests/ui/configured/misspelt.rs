//! Words that are meant as `configured`, and expressions that people write in its place.

use cors_policy::cors_policy;

cors_policy! {
    static LETTER_MISSING = { origins: [configurd] };

    static CAPITAL = { origins: [Configured, "https://app.example.com"] };

    static CAPITALS = { origins: CONFIGURED };

    static FROM_ENV = { origins: from_env };

    static ENV = { origins: [env] };

    static DYNAMIC = { origins: dynamic };

    static CAMEL_CASE = { origins: configuredOrAny };

    static CALL_OF_FROM_ENV = { origins: from_env("CORS_ORIGINS") };

    static VARIABLE = { origins: std::env::var("CORS_ORIGINS") };

    static VARIABLE_AS_AN_ENTRY = { origins: [std::env::var("CORS_ORIGINS").unwrap()] };

    static AT_COMPILE_TIME = { origins: [env!("CORS_ORIGINS")] };

    static OPTIONAL = { origins: [option_env!("CORS_ORIGINS")] };

    static MACRO = { origins: env!("CORS_ORIGINS") };

    static VALUE_OF_AN_OPTION = { origins: [settings.origins] };
}

fn main() {}
