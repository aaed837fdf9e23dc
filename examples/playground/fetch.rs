//! The rules of Fetch for the methods and headers that the cases use.

/// [Normalize](https://fetch.spec.whatwg.org/#concept-method-normalize) a method. `patch` stays as it is.
pub(crate) fn normalized(method: &str) -> String {
    let upper = method.to_ascii_uppercase();
    if ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"].contains(&upper.as_str()) {
        upper
    } else {
        method.to_owned()
    }
}

/// [CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method)
pub(crate) fn is_safelisted_method(method: &str) -> bool {
    ["GET", "HEAD", "POST"].contains(&method)
}

/// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header), for short values
/// without parameters.
pub(crate) fn is_safelisted_header(name: &str, value: &str) -> bool {
    match name.to_ascii_lowercase().as_str() {
        "accept" | "accept-language" | "content-language" => true,
        "content-type" => {
            ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
                .contains(&value)
        }
        _ => false,
    }
}

/// [CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name)
pub(crate) fn is_covered_by_star(name: &str) -> bool {
    !name.eq_ignore_ascii_case("Authorization")
}

/// [CORS-safelisted response-header name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name)
pub(crate) fn is_always_readable(name: &str) -> bool {
    [
        "cache-control",
        "content-language",
        "content-length",
        "content-type",
        "expires",
        "last-modified",
        "pragma",
    ]
    .contains(&name)
}

/// [Forbidden response-header name](https://fetch.spec.whatwg.org/#forbidden-response-header-name)
pub(crate) fn is_never_readable(name: &str) -> bool {
    ["set-cookie", "set-cookie2"].contains(&name)
}
