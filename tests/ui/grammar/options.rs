//! Options: their names, their values, and the tokens between them.

use cors_policy::cors_policy;

cors_policy! {
    // The name is in the singular.
    static SINGULAR = { origin: any };

    // The name has a typing error.
    static TYPING_ERROR = { origins: any, credentails: true };

    // The option is called as in another library.
    static OTHER_LIBRARY = { origins: any, allow_headers: ["X-Tenant"] };

    // The option is called as the header.
    static HEADER = { origins: any, access_control_max_age: 600 };

    // `Vary` is up to the policy.
    static UNKNOWN = { origins: any, vary: true };

    // Private Network Access is part of CORS.
    static PRIVATE_NETWORK = { origins: any, allow_private_network: true };

    // An option may be given in two parts.
    static TWICE = { origins: any, methods: [PUT], methods: [DELETE] };

    // One origin needs no list.
    static ORIGIN_WITHOUT_LIST = { origins: "https://app.example.com" };

    // Several origins need no list.
    static ORIGINS_WITHOUT_LIST = { origins: "https://a.example.com", "https://b.example.com" };

    // A constant can be the list.
    static CONSTANT = { origins: ORIGINS };

    // A vector is a list.
    static VECTOR = { origins: vec!["https://app.example.com"] };

    // `*` is `any`.
    static STAR = { origins: * };

    // Keywords begin with a capital.
    static CAPITAL = { origins: Any };

    // Methods need no list.
    static METHODS_WITHOUT_LIST = { origins: any, methods: GET, POST, PUT };

    // `none` is a value of every option.
    static NO_METHODS = { origins: any, methods: none };

    // `true` means all headers.
    static ALL_HEADERS = { origins: any, request_headers: true };

    // A number means this number of headers.
    static SOME_HEADERS = { origins: any, exposed_headers: 3 };

    // A string is as good as a word.
    static QUOTED = { origins: any, credentials: "true" };

    // 1 is `true`.
    static ONE = { origins: any, credentials: 1 };

    // An age is an expression.
    static EXPRESSION = { origins: any, max_age: 60 * 10 };

    // A number and its unit are two words.
    static TWO_WORDS = { origins: any, max_age: 10 minutes };

    // An age may be quoted.
    static QUOTED_AGE = { origins: any, max_age: "10m" };

    // A line break ends an option.
    static NO_COMMA = {
        origins: any
        credentials: false
    };

    // A line break ends a list too.
    static NO_COMMA_AFTER_LIST = {
        origins: ["https://app.example.com"]
        credentials: true
    };

    // A semicolon ends an option.
    static SEMICOLON = { origins: any; credentials: false };

    // A semicolon ends a list, and the last option.
    static SEMICOLON_AFTER_LIST = { origins: ["https://app.example.com"]; };

    // Two commas are as good as one.
    static TWO_COMMAS = { origins: any,, max_age: 600 };

    // The name may be quoted, as in JSON.
    static QUOTED_NAME = { "origins": any };

    // Options have `=`, as in a configuration file.
    static EQUALS = { origins = any };

    // Options have `=>`, as in a map.
    static ARROW = { origins => any };

    // Nothing is needed between name and value.
    static NO_COLON = { origins any };

    // A name alone takes the default.
    static NAME_ALONE = { origins: any, credentials };

    // A word alone takes part.
    static WORD_ALONE = { origins: any, public };

    // `=` alone takes the default.
    static EQUALS_ALONE = { origins: any, credentials = };

    // A colon alone takes the default.
    static NO_VALUE = { origins: any, credentials: };

    // A list is an expression.
    static CALL = { origins: ["https://app.example.com"].into() };

    // Two lists are joined.
    static TWO_LISTS = { origins: any, methods: [GET] [POST] };

    // A policy can be built upon another.
    static BASE = { origins: any, ..DEFAULT };

    // An attribute can be anywhere.
    static ATTRIBUTE = { #[allow(unused)] origins: any };

    // A name has hyphens, as that of the header does.
    static HYPHEN = { origins: any, max-age: 600 };

    // Options are called as in JavaScript.
    static CAMEL_CASE = { origins: ["https://app.example.com"], allowCredentials: true };
}

fn main() {}
