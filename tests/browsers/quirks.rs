//! Where engines depart from Fetch.

use crate::engine::Engine;

/// One departure. All of them make a preflight more or less, but for the first, which lets a request through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quirk {
    /// `*` in `Access-Control-Allow-Headers` covers `Authorization`, which is a
    /// [CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
    StarCoversAuthorization,
    /// So it does in an answer that was kept:
    /// [header-name cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-header).
    KeptStarCoversAuthorization,
    /// `*` in an answer that was kept stands for nothing:
    /// [method cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match-method).
    ForgetsStars,
    /// What was allowed with credentials is asked for again without them:
    /// [cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match).
    SeparatesCredentials,
    /// A failure forgets what was kept even if the request needed no preflight:
    /// [main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch).
    ForgetsOnAnyFailure,
    /// An answer for the page is kept even if it does not allow what was asked for, in the place of what was kept:
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch).
    KeepsRefusals,
    /// Client hints need no preflight:
    /// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
    SafelistsClientHints,
}

/// In which engines each was seen: Chromium 156, Firefox 153 and WebKitGTK 2.50.
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

/// [Client hints](https://wicg.github.io/client-hints-infrastructure/) that are told in headers of their own.
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
