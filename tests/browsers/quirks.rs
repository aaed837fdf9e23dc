//! How engines differ from Fetch.

use crate::engine::Engine;

/// One difference. The first lets a request through that Fetch blocks. Each of the others adds or omits a preflight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quirk {
    /// `*` in `Access-Control-Allow-Headers` covers `Authorization`, which is a
    /// [CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
    StarCoversAuthorization,
    /// The same in a cached answer: [header-name cache entry
    /// match](https://fetch.spec.whatwg.org/#concept-cache-match-header).
    KeptStarCoversAuthorization,
    /// `*` in a cached answer matches nothing: [method cache entry
    /// match](https://fetch.spec.whatwg.org/#concept-cache-match-method).
    ForgetsStars,
    /// An answer that was cached with credentials is not used without them: [cache entry
    /// match](https://fetch.spec.whatwg.org/#concept-cache-match).
    SeparatesCredentials,
    /// A failure removes cached answers even if the request needed no preflight: [main
    /// fetch](https://fetch.spec.whatwg.org/#concept-main-fetch).
    ForgetsOnAnyFailure,
    /// An answer that allows the page is cached even if it does not allow the request. It replaces the cached answer:
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch).
    KeepsRefusals,
    /// Client hints need no preflight:
    /// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
    SafelistsClientHints,
}

/// The engines in which each quirk was seen: Chromium 156, Firefox 153 and WebKitGTK 2.50.
const SEEN: &[(Quirk, &[Engine])] = &[
    (Quirk::StarCoversAuthorization, &[Engine::Chromium, Engine::Firefox, Engine::WebKitGtk]),
    (Quirk::KeptStarCoversAuthorization, &[Engine::WebKitGtk]),
    (Quirk::ForgetsStars, &[Engine::Firefox]),
    (Quirk::SeparatesCredentials, &[Engine::Firefox]),
    (Quirk::ForgetsOnAnyFailure, &[Engine::Firefox]),
    (Quirk::KeepsRefusals, &[Engine::WebKitGtk]),
    (Quirk::SafelistsClientHints, &[Engine::Chromium]),
];

/// The quirks of an engine.
pub(crate) fn of(engine: Engine) -> Vec<Quirk> {
    SEEN.iter().filter(|(_, engines)| engines.contains(&engine)).map(|(quirk, _)| *quirk).collect()
}

/// [Client hints](https://wicg.github.io/client-hints-infrastructure/) that browsers send in headers of their own.
pub(crate) const CLIENT_HINTS: [&str; 8] =
    ["device-memory", "downlink", "dpr", "ect", "rtt", "save-data", "viewport-width", "width"];

#[cfg(test)]
mod tests {
    use super::SEEN;
    use crate::cases;
    use crate::expected::expected;

    #[test]
    fn each_quirk_is_seen_in_some_case() {
        for (quirk, _) in SEEN {
            let is_seen = |case| expected(case, &[*quirk]) != expected(case, &[]);
            assert!(cases::all().iter().any(is_seen), "{quirk:?}");
        }
    }
}
