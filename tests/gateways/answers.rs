//! Answers that several gateways give in place of those of the table.

/// `API` allows the application.
pub(crate) const ALLOWED: &[&str] = &[
    "200",
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Expose-Headers: ETag, X-Total",
    "Vary: Origin",
];

/// `TWO_TIERS` allows everyone else.
pub(crate) const PUBLIC_TIER: &[&str] = &[
    "200",
    "Access-Control-Allow-Origin: *",
    "Access-Control-Expose-Headers: ETag",
    "Vary: Origin",
];
