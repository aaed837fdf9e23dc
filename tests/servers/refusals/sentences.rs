//! The sentence for each mistake, word for word.

use cors_policy::{Policy, PolicyRef, cors_policy};
use http::Request;

use crate::{get, preflight, read, request};

cors_policy! {
    static API = {
        origins: [
            "https://app.example.com",
            "https://example.org",
            "https://*.preview.example.com",
            "http://localhost:3000",
            "http://127.0.0.1:9229",
            "https://www.example.net",
            "https://shop.example.com:8443",
            "http://intranet",
        ],
        methods: [PUT, PATCH],
        request_headers: ["X-Request-Id"],
    };
    static STARS = { origins: any, request_headers: any };
    static REPEATING = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
    };
    static CLOSED = { origins: none };
    static TEMPLATE = { origins: [configured] };
}

const APP: &str = "https://app.example.com";

/// Compares the sentence about each request. The place of the policy is `HERE`.
#[track_caller]
fn assert_sentences(policy: impl Into<PolicyRef>, table: &[(Request<()>, &str)]) {
    let policy = policy.into();
    let place = policy.location().map(|location| format!("({location})"));
    for (request, expected) in table {
        let sentence = read(policy.clone(), request, |it| it.to_string()).expect("a refusal");
        let sentence = match &place {
            Some(place) => sentence.replace(place, "HERE"),
            None => sentence,
        };
        assert_eq!(sentence, *expected);
    }
}

#[test]
fn an_origin_that_is_nearly_listed() {
    assert_sentences(
        &API,
        &[
            (
                get("http://app.example.com"),
                "`http://app.example.com` is not in `API` HERE, but `https://app.example.com` is: the scheme differs. Open the page at `https://app.example.com`.",
            ),
            (
                get("http://pr-7.preview.example.com"),
                "`http://pr-7.preview.example.com` is not in `API` HERE, but `https://pr-7.preview.example.com` is: the scheme differs. Open the page at `https://pr-7.preview.example.com`.",
            ),
            (
                get("https://intranet"),
                "`https://intranet` is not in `API` HERE, but `http://intranet` is: the scheme differs. If the page is yours, add `https://intranet` to `origins`.",
            ),
            (
                get("http://localhost:5173"),
                "`http://localhost:5173` is not in `API` HERE, but `http://localhost:3000` is: the port differs. Open the page on that port, or add `http://localhost:*` to `origins`.",
            ),
            (
                get("https://shop.example.com"),
                "`https://shop.example.com` is not in `API` HERE, but `https://shop.example.com:8443` is: the port differs. If the page is yours, add `https://shop.example.com` to `origins`.",
            ),
            (
                get("http://127.0.0.1:3000"),
                "`http://127.0.0.1:3000` is not in `API` HERE, but `http://localhost:3000` is: the names of this machine are different hosts. Open the page at `http://localhost:3000`, or add `http://127.0.0.1:3000` to `origins`.",
            ),
            (
                get("https://app.example.com."),
                "`https://app.example.com.` is not in `API` HERE, but `https://app.example.com` is: the final dot of the host differs. Open the page at `https://app.example.com`, or add `https://app.example.com.` to `origins`.",
            ),
            (
                get("https://App.example.com"),
                "`https://App.example.com` is not in `API` HERE, but `https://app.example.com` is: upper and lower case differ. Browsers send origins in lower case: another program sent this one.",
            ),
            (
                get("https://preview.example.com"),
                "`https://preview.example.com` is not in `API` HERE, but `https://*.preview.example.com` is: the subdomain is missing. A pattern does not cover the domain itself: if the page is yours, add `https://preview.example.com` to `origins`.",
            ),
            (
                get("https://example.net"),
                "`https://example.net` is not in `API` HERE, but `https://www.example.net` is: the subdomain is missing. Open the page at `https://www.example.net`, or add `https://example.net` to `origins`.",
            ),
            (
                get("https://www.example.org"),
                "`https://www.example.org` is not in `API` HERE, but `https://example.org` is: the host has a subdomain. An entry covers no subdomains: if the page is yours, add `https://www.example.org` to `origins`.",
            ),
            (
                get("https://app.exampel.com"),
                "`https://app.exampel.com` is not in `API` HERE, but `https://app.example.com` is: one letter differs. If `https://app.example.com` is a spelling mistake, correct it. If not, this is the page of somebody else.",
            ),
            (
                get("https://evil.example"),
                "`https://evil.example` is not in `API` HERE. If the page is yours, add `https://evil.example` to `origins`.",
            ),
        ],
    );
}

#[test]
fn an_origin_that_no_policy_can_list() {
    assert_sentences(
        &API,
        &[
            (
                get("null"),
                "`null` is not in `API` HERE, and no policy can list it. The page is a local file, or in a sandboxed frame: serve it from a server, like `http://localhost:3000`.",
            ),
            (
                get("https://a b"),
                "`https://a b` is not an origin, so `API` HERE refuses it. No browser sends that: another program did.",
            ),
            (
                request("GET", &[("Origin", b"a"), ("Origin", b"b")]),
                "the request has several `Origin` headers, so `API` HERE refuses it. No browser sends that: look for a proxy that adds one.",
            ),
        ],
    );
}

#[test]
fn a_method_or_a_header_that_is_not_listed() {
    assert_sentences(
        &API,
        &[
            (
                preflight(APP, "DELETE", &[]),
                "`DELETE` is not in `methods` of `API` HERE, so the browser does not send it for a page of `https://app.example.com`. Add `DELETE` to `methods`.",
            ),
            (
                preflight(APP, "patch", &[]),
                "`patch` is not in `methods` of `API` HERE, so the browser does not send it for a page of `https://app.example.com`. Methods are compared byte for byte: write `PATCH` in the script.",
            ),
            (
                preflight(APP, "TRACE", &[]),
                "`TRACE` is not in `methods` of `API` HERE, so the browser does not send it for a page of `https://app.example.com`. No script can send it: another program asked for it.",
            ),
            (
                preflight(APP, "PUT", &["content-type"]),
                "`content-type` is not in `request_headers` of `API` HERE, so the browser does not send the request for a page of `https://app.example.com`. Add `\"content-type\"` to `request_headers`.",
            ),
            (
                preflight(APP, "PUT", &["x-reqest-id"]),
                "`x-reqest-id` is not in `request_headers` of `API` HERE, so the browser does not send the request for a page of `https://app.example.com`. `X-Request-Id` is: one letter differs. Correct one of the two.",
            ),
            (
                preflight(APP, "PUT", &["cookie"]),
                "`cookie` is not in `request_headers` of `API` HERE, so the browser does not send the request for a page of `https://app.example.com`. No script can send it: another program asked for it.",
            ),
            (
                preflight(APP, "PUT", &[&["x-request-id"; 65].join(",")]),
                "the preflight of a page of `https://app.example.com` asks for more than 64 headers, so it was not compared with `API` HERE. The browser compares all of it: send less.",
            ),
            (
                preflight(APP, "PUT", &[&",".repeat(8_192)]),
                "the preflight of a page of `https://app.example.com` asks for more than 8 KiB of text, so it was not compared with `API` HERE. The browser compares all of it: send less.",
            ),
        ],
    );
    assert_sentences(
        &STARS,
        &[(
            preflight(APP, "GET", &["authorization"]),
            "`authorization` is not in `request_headers` of `STARS` HERE, so the browser does not send the request for a page of `https://app.example.com`. `any` does not cover `Authorization`: write `request_headers: [any, \"Authorization\"]`.",
        )],
    );
}

#[test]
fn what_an_answer_cannot_repeat() {
    let method = ("Access-Control-Request-Method", &b"PUT"[..]);
    assert_sentences(
        &REPEATING,
        &[
            (
                preflight(APP, "A B", &[]),
                "a page of `https://app.example.com` asks for a method or a header that is not a token, so the answer of `REPEATING` HERE does not repeat it. No browser asks for that: another program did.",
            ),
            (
                request("OPTIONS", &[("Origin", APP.as_bytes()), method, method]),
                "the request has several `Access-Control-Request-Method` headers, so the answer of `REPEATING` HERE does not repeat them. No browser sends that: look for a proxy that adds one.",
            ),
            (
                preflight(APP, "PUT", &[&["x"; 65].join(",")]),
                "the preflight of a page of `https://app.example.com` asks for more than 64 headers, so the answer of `REPEATING` HERE does not repeat it, and the browser does not send the request. Send less.",
            ),
            (
                preflight(APP, "PUT", &[&"x".repeat(4_097)]),
                "the preflight of a page of `https://app.example.com` asks for more than 4 KiB of text, so the answer of `REPEATING` HERE does not repeat it, and the browser does not send the request. Send less.",
            ),
        ],
    );
}

/// What `select` answers by if it selects nothing.
static NOBODYS: Policy = Policy::CLOSED;

#[test]
fn a_closed_policy() {
    assert_sentences(
        &CLOSED,
        &[(
            get(APP),
            "`https://app.example.com` is not in `CLOSED` HERE, which allows no origin (`origins: none`). If the page is yours, list its origin.",
        )],
    );
    assert_sentences(
        &NOBODYS,
        &[(
            get(APP),
            "no policy was selected for the request of `https://app.example.com`, so nothing is allowed. If the page is yours, select a policy for this host and path.",
        )],
    );
}

#[test]
fn a_configured_policy() {
    let configured = TEMPLATE.configure([APP]).expect("an origin");
    assert_sentences(
        configured,
        &[
            (
                get("https://admin.example.com"),
                "`https://admin.example.com` is not in `TEMPLATE` HERE. If the page is yours, add `https://admin.example.com` to the configured origins.",
            ),
            (
                get("http://app.example.com"),
                "`http://app.example.com` is not in `TEMPLATE` HERE, but `https://app.example.com` is: the scheme differs. Open the page at `https://app.example.com`.",
            ),
        ],
    );
}
