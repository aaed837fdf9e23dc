//! What a page sends: methods, headers, bodies and credentials.

use super::{APP, OTHER};
use crate::case::{Api, Body, Case, Credentials, Fetch, Header, Page};
use crate::policies::{
    ALL, ANY_HEADER, ANY_REQUEST, API, BARE, LISTED_ANY, MANY, Named, PUBLIC, PUBLIC_TOKENS,
    TWO_TIERS,
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for policy in [&API, &BARE, &MANY, &PUBLIC, &LISTED_ANY, &ANY_REQUEST] {
        cases.extend(METHODS.map(|method| Case::new(policy, APP, [Fetch::new(method)])));
    }
    for policy in [&API, &BARE, &PUBLIC, &PUBLIC_TOKENS, &ANY_REQUEST] {
        for headers in HEADERS {
            let fetch =
                headers.iter().fold(Fetch::new("GET"), |fetch, header| fetch.header(*header));
            cases.push(Case::new(policy, APP, [fetch]));
        }
    }
    for policy in [&API, &BARE] {
        for content_type in CONTENT_TYPES {
            let fetch = Fetch::new("POST").header(content_type).body(Body::Text);
            cases.push(Case::new(policy, APP, [fetch]));
        }
        for body in [Body::Text, Body::Form, Body::Multipart, Body::Json] {
            cases.push(Case::new(policy, APP, [Fetch::new("POST").body(body)]));
        }
    }
    cases.extend(METHODS.map(|method| Case::new(&TWO_TIERS, OTHER, [Fetch::new(method)])));
    cases.extend(with_credentials());
    for policy in [&ANY_REQUEST, &ANY_HEADER] {
        cases.extend(anything_with_credentials(policy));
    }
    // A method together with a header that is not listed, and a method that is not listed together with a header that
    // is.
    cases.push(Case::new(&API, APP, [Fetch::new("PUT").header(Header::asks("X-Other", "1"))]));
    cases.push(Case::new(
        &API,
        APP,
        [Fetch::new("PATCH").header(Header::asks("X-Request-Id", "1"))],
    ));
    cases
}

/// Each credentials mode, from a page of the same site, from a page of another site, and from the API's own origin.
fn with_credentials() -> Vec<Case> {
    let mut cases = Vec::new();
    for credentials in [Credentials::Omit, Credentials::SameOrigin, Credentials::Include] {
        let fetches = ["GET", "PUT"].map(|method| Fetch::new(method).credentials(credentials));
        let policies: &[&'static Named] = ALL;
        for (policy, page) in
            policies.iter().flat_map(|policy| [APP, OTHER, API_PAGE].map(|page| (policy, page)))
        {
            for fetch in &fetches {
                cases.push(Case::new(policy, page, [fetch.clone()]));
            }
        }
    }
    cases
}

/// With credentials, `*` would be a literal name. The browser keeps each method and each name that it asked for, and asks
/// again for others.
fn anything_with_credentials(policy: &'static Named) -> Vec<Case> {
    let put = Fetch::new("PUT").credentials(Credentials::Include);
    let patch = Fetch::new("PATCH").credentials(Credentials::Include);
    let token = Header::asks("Authorization", "Bearer 1");
    let (a, b) = (Header::asks("X-A", "1"), Header::asks("X-B", "1"));
    [
        vec![put.clone()],
        vec![patch.clone().header(token)],
        vec![put.clone().header(token).header(a).header(b)],
        vec![put.clone().header(token).header(a), put.clone().header(a), put.clone().header(b)],
        vec![put.clone().header(a), patch.clone().header(a), patch.header(token)],
        vec![put.clone().header(a), put.credentials(Credentials::Omit).header(a)],
    ]
    .into_iter()
    .map(|fetches| Case::new(policy, APP, fetches))
    .collect()
}

const API_PAGE: Page = Page::at(Api::Https.origin());

const METHODS: [&str; 18] = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PURGE", "M-SEARCH",
    // Methods in lower case.
    "get", "put", "delete", "options", "patch", "purge", // No script sends these.
    "CONNECT", "TRACE", "track",
];

const HEADERS: [&[Header]; 44] = [
    &[Header::asks("Authorization", "Bearer 1")],
    &[Header::asks("authorization", "Bearer 1"), Header::asks("X-Request-Id", "1")],
    &[Header::asks("X-Request-Id", "1")],
    &[Header::asks("x-request-id", "1")],
    &[Header::asks("X-Other", "1")],
    &[Header::asks("X-Request-Id", "1"), Header::asks("X-Other", "1")],
    &[Header::asks("If-None-Match", "\"1\"")],
    &[Header::asks("Cache-Control", "no-cache")],
    &[Header::asks("Pragma", "no-cache")],
    &[Header::asks("X-Requested-With", "XMLHttpRequest")],
    &[Header::asks("traceparent", "00-1-2-01")],
    // Names that the protocol uses, but that Fetch does not forbid.
    &[Header::asks("Access-Control-Allow-Origin", "*")],
    &[Header::asks("Access-Control-Request-Private-Network", "true")],
    // What a form could send.
    &[Header::plain("Accept", "application/json, */*;q=0.8")],
    &[Header::plain("Accept-Language", "de-AT, en;q=0.5")],
    &[Header::plain("Content-Language", "de-AT")],
    &[Header::plain("Accept", "a"), Header::plain("Accept-Language", "de")],
    // What a form could not send.
    &[Header::asks("Accept", "text/(html)")],
    &[Header::asks("Accept", "\"a\"")],
    &[Header::asks("Accept-Language", "de/AT")],
    &[Header::asks("Content-Language", "de@AT")],
    &[Header::asks("Accept", LONG)],
    &[Header::plain("Accept", LONGEST)],
    &[Header::asks("Accept-Language", LONG)],
    // Ranges.
    &[Header::plain("Range", "bytes=0-")],
    &[Header::plain("Range", "bytes=1-2")],
    &[Header::asks("Range", "bytes=-2")],
    &[Header::asks("Range", "bytes=2-1")],
    &[Header::asks("Range", "bytes=0-1,2-3")],
    &[Header::asks("Range", "items=0-1")],
    // Client hints, which were safelisted in the past.
    &[Header::asks("Save-Data", "on")],
    &[Header::asks("DPR", "2")],
    &[Header::asks("Device-Memory", "4")],
    &[Header::asks("Viewport-Width", "100")],
    &[Header::asks("Width", "100")],
    &[Header::asks("ECT", "4g")],
    &[Header::asks("RTT", "50")],
    &[Header::asks("Downlink", "1")],
    // Headers that the browser sets itself.
    &[Header::dropped("Origin", "https://app.example.test")],
    &[Header::dropped("Cookie", "session=2")],
    &[Header::dropped("Sec-Test", "1"), Header::dropped("Proxy-Test", "1")],
    &[Header::dropped("Access-Control-Request-Method", "GET")],
    &[Header::dropped("X-HTTP-Method-Override", "TRACE")],
    &[Header::asks("X-HTTP-Method-Override", "PUT")],
];

const CONTENT_TYPES: [Header; 12] = [
    Header::plain("Content-Type", "text/plain"),
    Header::plain("Content-Type", "Text/Plain; charset=utf-8"),
    Header::plain("Content-Type", "text/plain;x"),
    Header::plain("Content-Type", "application/x-www-form-urlencoded"),
    Header::plain("Content-Type", "multipart/form-data; boundary=x"),
    Header::asks("Content-Type", "application/json"),
    Header::asks("Content-Type", "text/plain; charset=\"utf-8\""),
    Header::asks("Content-Type", "text/html"),
    Header::asks("Content-Type", "text/plain, text/html"),
    Header::asks("Content-Type", "text/plain/x"),
    Header::asks("Content-Type", "none"),
    Header::asks("Content-Type", ""),
];

/// A value of 128 bytes, and one that is one byte longer.
const LONGEST: &str = LONG.split_at(128).0;
const LONG: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
