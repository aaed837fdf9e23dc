//! What a response can be told about CORS, whatever the type of its header map.

use http::HeaderName;

use crate::policy::StaticValue;

/// The header map of a server.
pub(crate) trait ResponseHeaders {
    /// Its header values.
    type Value: StaticValue;

    /// Removes every CORS response header, whoever set it.
    fn strip(&mut self);

    /// Sets a header in place of all lines that it has.
    fn set(&mut self, header: CorsHeader, value: Self::Value) -> Result<(), HeaderMapFull>;

    /// Adds a line `Vary: Origin`, unless a line that is there names `Origin`, or the only one is `*`.
    fn vary_by_origin(&mut self) -> Result<(), HeaderMapFull>;

    /// Adds a line `Vary` with another name, in the same way.
    fn vary_by(&mut self, name: &HeaderName) -> Result<(), HeaderMapFull>;
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

/// A header map takes no more names.
#[derive(Debug)]
pub(crate) struct HeaderMapFull;

/// Whether a name begins as those of all CORS response headers do.
#[inline]
pub(crate) fn may_be_cors(name: &str) -> bool {
    name.starts_with("access-control-")
}

/// All CORS response headers, and the one of the abandoned Private Network Access: what a handler must not set.
///
/// Texts, because the two versions of `http` have names of different types. They are looked up only where a handler has
/// set something like them.
pub(crate) const CORS_HEADERS: [&str; 7] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "access-control-expose-headers",
    "access-control-allow-private-network",
];
