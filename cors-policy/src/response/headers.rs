//! What `Writer` needs from a header map of any type, and the names of the CORS headers.

use http::HeaderName;

use crate::policy::StaticValue;

/// The header map of a server.
pub(crate) trait ResponseHeaders {
    /// Its header values.
    type Value: StaticValue;

    /// Removes every CORS response header, whoever set it.
    fn strip(&mut self);

    /// Sets a header. This replaces all its lines.
    fn set(&mut self, header: CorsHeader, value: Self::Value) -> Result<(), HeaderMapFull>;

    /// Adds a line to a header.
    fn append(&mut self, header: CorsHeader, value: Self::Value) -> Result<(), HeaderMapFull>;

    /// Adds a line `Vary: Origin`, unless a line of `Vary` names `Origin` already, or the only line is `*`.
    fn vary_by_origin(&mut self) -> Result<(), HeaderMapFull>;

    /// Whether a line of `Vary` has this member, or the only line is `*`.
    fn varies_by(&self, name: &HeaderName) -> bool;

    /// Whether there is a line of `Vary`.
    fn has_vary(&self) -> bool;

    /// Adds a line of `Vary` with `Origin` and the two headers that say what a preflight asks for.
    fn vary_by_asked(&mut self) -> Result<(), HeaderMapFull>;

    /// Adds a line of `Vary`: names, with commas between them.
    fn add_vary(&mut self, names: String) -> Result<(), HeaderMapFull>;
}

/// The headers of a CORS response: [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses).
#[derive(Clone, Copy)]
pub(crate) enum CorsHeader {
    AllowOrigin,
    AllowCredentials,
    AllowMethods,
    AllowHeaders,
    MaxAge,
    ExposeHeaders,
}

/// The header map cannot take another name.
#[derive(Debug)]
pub(crate) struct HeaderMapFull;

/// Whether a name begins like those of all CORS response headers.
#[inline]
pub(crate) fn may_be_cors(name: &str) -> bool {
    name.starts_with("access-control-")
}

/// The headers that a handler must not set: all CORS response headers, and the one of the abandoned Private Network
/// Access.
///
/// They are texts, because the two versions of `http` have different types for names. They are looked up only if
/// [`may_be_cors`] finds a name in the response.
pub(crate) const CORS_HEADERS: [&str; 7] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "access-control-expose-headers",
    "access-control-allow-private-network",
];
