//! The header names that frontends send and read. They are compared with a misspelt name, to guess what it was meant to
//! be.

use crate::distance::is_slip;

/// The known name that `text` is probably a slip of: one letter away, or with other separators.
///
/// A known name is never a slip, in any case. [`is_slip`] decides what is a slip and what is another word.
pub(super) fn nearest(text: &str) -> Option<&'static str> {
    let known = || REGISTERED.into_iter().chain(DE_FACTO);
    if known().any(|name| name.eq_ignore_ascii_case(text)) {
        return None;
    }
    known().find(|name| is_slip(text, name))
}

/// The names in [Fetch](https://fetch.spec.whatwg.org/#http-extensions), in [RFC
/// 9110](https://www.rfc-editor.org/rfc/rfc9110#section-18.4) and in the [HTTP Field Name
/// Registry](https://www.iana.org/assignments/http-fields) that a script sends or reads. Two kinds are missing: names
/// that no policy can list, and common words that applications use for headers of their own (`Label`, `Timeout`,
/// `Title`, `Topic`, `Version`, `Warning`).
const REGISTERED: [&str; 92] = [
    "Accept",
    "Accept-CH",
    "Accept-Datetime",
    "Accept-Language",
    "Accept-Patch",
    "Accept-Post",
    "Accept-Ranges",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "Age",
    "Allow",
    "Alt-Svc",
    "Authentication-Info",
    "Authorization",
    "Cache-Control",
    "Cache-Status",
    "CDN-Cache-Control",
    "Clear-Site-Data",
    "Content-Digest",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Location",
    "Content-MD5",
    "Content-Range",
    "Content-Security-Policy",
    "Content-Security-Policy-Report-Only",
    "Content-Type",
    "Date",
    "Deprecation",
    "Depth",
    "Destination",
    "Device-Memory",
    "Digest",
    "DPoP",
    "DPoP-Nonce",
    "ETag",
    "Expires",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Schedule-Tag-Match",
    "If-Unmodified-Since",
    "Last-Event-ID",
    "Last-Modified",
    "Link",
    "Location",
    "Lock-Token",
    "Memento-Datetime",
    "OData-EntityId",
    "OData-MaxVersion",
    "OData-Version",
    "Overwrite",
    "Permissions-Policy",
    "Pragma",
    "Prefer",
    "Preference-Applied",
    "Priority",
    "Range",
    "RateLimit",
    "RateLimit-Policy",
    "Referrer-Policy",
    "Refresh",
    "Replay-Nonce",
    "Repr-Digest",
    "Retry-After",
    "Save-Data",
    "Schedule-Tag",
    "Server",
    "Server-Timing",
    "Signature",
    "Signature-Input",
    "SOAPAction",
    "SourceMap",
    "Strict-Transport-Security",
    "Sunset",
    "Timing-Allow-Origin",
    "traceparent",
    "tracestate",
    "Upgrade-Insecure-Requests",
    "User-Agent",
    "Vary",
    "Viewport-Width",
    "Want-Content-Digest",
    "Want-Digest",
    "Want-Repr-Digest",
    "WWW-Authenticate",
    "X-Content-Type-Options",
    "X-Frame-Options",
];

/// Names that are in no registry, but that client libraries and frameworks spell in a fixed way. If a name is in use
/// with two spellings, both are here, so neither is a slip of the other. `X-Forwarded-…` is missing because only
/// proxies send it, not scripts. `X-API-Key` is missing because it has no fixed spelling.
const DE_FACTO: [&str; 19] = [
    "Idempotency-Key",
    "X-Correlation-Id",
    "X-CorrelationId",
    "X-CSRF-Token",
    "X-CSRFToken",
    "X-HTTP-Method-Override",
    "X-Rate-Limit-Limit",
    "X-Rate-Limit-Remaining",
    "X-Rate-Limit-Reset",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-Request-Id",
    "X-RequestId",
    "X-Requested-With",
    "X-Total-Count",
    "X-TotalCount",
    "X-XSRF-Token",
    "X-XSRFToken",
];

#[cfg(test)]
mod tests {
    use super::{DE_FACTO, REGISTERED, nearest};
    use crate::header::{check_exposed, check_request};

    #[test]
    fn slips_of_known_names() {
        for (text, meant) in [
            ("authorisation", "Authorization"),
            ("Authorizaton", "Authorization"),
            ("Authorizaiton", "Authorization"),
            ("Contet-Type", "Content-Type"),
            ("Content_Type", "Content-Type"),
            ("ContentType", "Content-Type"),
            ("content-tyep", "Content-Type"),
            ("Content-Type-", "Content-Type"),
            ("X-Requested-Wth", "X-Requested-With"),
            ("XRequestedWith", "X-Requested-With"),
            ("X_CSRF_TOKEN", "X-CSRF-Token"),
            ("X-XSFR-Token", "X-XSRF-Token"),
            ("If_None_Match", "If-None-Match"),
            ("If-None-Mach", "If-None-Match"),
            ("E-Tag", "ETag"),
            ("Acept", "Accept"),
            ("Rnage", "Range"),
            ("Locaton", "Location"),
            ("Retry-Afer", "Retry-After"),
            ("Content-Dispositon", "Content-Disposition"),
            ("Access-Control-Allow-Orign", "Access-Control-Allow-Origin"),
            ("X-Ratelimit-Remainig", "X-RateLimit-Remaining"),
            ("trace-parent", "traceparent"),
        ] {
            assert_eq!(nearest(text), Some(meant), "{text}");
        }
    }

    #[test]
    fn names_of_ones_own() {
        for text in [
            "apikey",
            "x-client-info",
            "prefer",
            "refer",
            "version",
            "locale",
            "tenant",
            "token",
            "Range",
            "Orange",
            "Data",
            "Ages",
            "Tag",
            "Tags",
            "Likes",
            "Links",
            "Dates",
            "Form",
            "Very",
            "Follow",
            "Death-Row",
            "X-Api-Key",
            "X-ApiKey",
            "API-Key",
            "X-Auth-Token",
            "X-Tenant",
            "X-Tenant-Id",
            "X-Device-Token",
            "X-Requested-By",
            "X-Request-Start",
            "X-Request-ID",
            "x-requestid",
            "X-CSRF",
            "CSRF-Token",
            "XSRF-Token",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Real-IP",
            "X-Total",
            "X-Total-Pages",
            "X-Page",
            "X-Per-Page",
            "X-Signature",
            "X-Timestamp",
            "X-Version",
            "X-Locale",
            "X-Client-Version",
            "X-Range",
            "X-User-Agent",
            "X-Grpc-Web",
            "grpc-timeout",
            "grpc-status",
            "grpc-message",
            "Grpc-Status-Details-Bin",
            "connect-protocol-version",
            "Connect-Timeout-Ms",
            "sentry-trace",
            "b3",
            "x-b3-traceid",
            "uber-trace-id",
            "hx-request",
            "hx-target",
            "HX-Trigger",
            "hx-current-url",
            "Ngrok-Skip-Browser-Warning",
            "tus-resumable",
            "Upload-Length",
            "Upload-Offset",
            "Upload-Metadata",
            "Mcp-Session-Id",
            "Mcp-Protocol-Version",
            "x-signalr-user-agent",
            "apollographql-client-name",
            "Stripe-Version",
            "Stripe-Account",
            "Prefer-Push",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "Session-Id",
            "User-Id",
            "Client-Id",
            "Language",
            "Content-Name",
            "Content-Hash",
            "Accept-Version",
            "API-Version",
            "Access-Token",
            "Auth-Token",
            "Authentication",
            "CustomAuthorization",
            "Secret",
            "Proxy",
            "Sec",
            "X-Cookie",
            "Origin-Agent",
        ] {
            assert_eq!(nearest(text), None, "{text}");
        }
    }

    #[test]
    fn no_registered_name_is_a_slip() {
        // From the registry and from MDN, in 2026.
        let registry = include_str!("registry.txt");
        assert!(registry.lines().count() > 300);
        for name in registry.lines() {
            assert_eq!(nearest(name), None, "{name}");
            assert_eq!(nearest(&name.to_ascii_lowercase()), None, "{name}");
        }
    }

    #[test]
    fn the_known_names_are_registered_and_a_policy_may_list_each() {
        for name in REGISTERED {
            assert!(
                include_str!("registry.txt").lines().any(|registered| registered == name),
                "{name}"
            );
        }
        for name in REGISTERED.into_iter().chain(DE_FACTO) {
            assert!(check_request(name).is_ok() || check_exposed(name).is_ok(), "{name}");
            assert_eq!(nearest(&name.to_ascii_uppercase()), None, "{name}");
        }
    }
}
