//! The macros find the library at the path in `crate = …`.

// An expansion needs no `allow`: a crate can forbid every lint that could fire in it.
#![forbid(
    deprecated,
    future_incompatible,
    long_running_const_eval,
    missing_docs,
    nonstandard_style,
    unused,
    clippy::all,
    clippy::nursery,
    clippy::pedantic
)]

use acme::cors::{CorsPolicy, cors_origins, cors_policy};

cors_origins! {
    crate = acme::cors;

    static FRONTENDS = ["https://app.example.com", "https://*.preview.example.com"];
    static DEVELOPMENT = ["http://localhost:*"];
}

const LINE: u32 = line!() + 5;

cors_policy! {
    crate = ::acme::cors;

    static API = { origins: [..FRONTENDS, ..DEVELOPMENT, "https://example.com"], credentials: true };
    static CLOSED = { origins: none };
}

#[derive(CorsPolicy)]
#[cors(crate = acme::cors, origins = any, methods = [PUT], exposed_headers = ["ETag"], max_age = 1h)]
struct Catalogue;

acme::acme_policy! {
    static WRAPPED = { origins: [..FRONTENDS] };
}

#[test]
fn each_macro_finds_the_library() {
    assert!(API.allows("http://localhost:3000"));
    assert!(!CLOSED.allows("https://app.example.com"));
    assert!(Catalogue::policy().allows("https://example.com"));
    assert!(WRAPPED.allows("https://pr-7.preview.example.com"));
}

/// The line is that of the name, whatever path leads to the library.
#[test]
fn a_name_is_found_through_any_path() {
    let lines = [&API, &CLOSED, Catalogue::policy(), &WRAPPED]
        .map(|policy| (policy.name(), policy.location().map(|location| location.line())));
    let expected =
        [("API", LINE), ("CLOSED", LINE + 1), ("Catalogue", LINE + 6), ("WRAPPED", LINE + 9)];
    assert_eq!(lines, expected.map(|(name, line)| (Some(name), Some(line))));
}
