//! The lines that many rows share.

pub(super) const OK: &[&str] = &["200"];
pub(super) const NOT_CALLED: &[&str] = &[];

pub(super) const APP: &str = "Origin: https://app.example.com";
pub(super) const EVIL: &str = "Origin: https://evil.example";

/// The headers of the API's answer to every allowed request.
pub(super) const API_ALLOWS_APP: [&str; 4] = [
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Expose-Headers: ETag, X-Total",
    "Vary: Origin",
];

/// The headers of the API's answer to every preflight that it allows.
pub(super) const API_ANSWERS_APP: &[&str] = &[
    "204",
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Allow-Methods: DELETE, GET, PUT",
    "Access-Control-Allow-Headers: Authorization, Content-Type",
    "Access-Control-Max-Age: 7200",
    "Vary: Origin",
];

pub(super) const PUBLIC_ALLOWS: &[&str] =
    &["200", "Access-Control-Allow-Origin: *", "Access-Control-Expose-Headers: *"];

pub(super) const PUBLIC_ANSWERS: &[&str] = &[
    "204",
    "Access-Control-Allow-Origin: *",
    "Access-Control-Allow-Methods: *",
    "Access-Control-Allow-Headers: *, Authorization",
    "Access-Control-Max-Age: 0",
];

pub(super) const REFUSED_PREFLIGHT: &[&str] = &["403", "Vary: Origin"];
pub(super) const REFUSED: &[&str] = &["200", "Vary: Origin"];

/// Joins lines and leaks them: the table lives as long as the test.
pub(super) fn lines(first: &[&'static str], more: &[&'static str]) -> &'static [&'static str] {
    [first, more].concat().leak()
}
