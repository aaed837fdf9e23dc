//! Which requests are refusals, and why.

use cors_policy::{PolicyRef, RefusalReason as R, cors_policy};

use crate::{get, preflight, read, reason, request};

cors_policy! {
    static API = {
        origins: ["https://app.example.com"],
        methods: [PUT, "patch-it"],
        request_headers: ["Authorization", "X-Id"],
    };
    static STARS = { origins: ["https://app.example.com"], methods: any, request_headers: any };
    static TOKENS = { origins: any, methods: any, request_headers: [any, "Authorization"] };
    static REPEATING = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
    };
    static HALF = { origins: ["https://app.example.com"], methods: any, request_headers: ["X-Id"], credentials: true };
    static PUBLIC = { origins: any };
    static CLOSED = { origins: none };
    static TEMPLATE = { origins: [configured], methods: [PUT] };
}

const APP: &str = "https://app.example.com";

#[test]
fn a_refused_origin_is_one() {
    for (origin, expected) in [
        (APP, None),
        ("https://evil.example", Some(R::NotListed)),
        ("null", Some(R::Opaque)),
        ("", Some(R::Malformed)),
        ("https://a b.example", Some(R::Malformed)),
    ] {
        assert_eq!(reason(&API, &get(origin)), expected, "{origin}");
        assert_eq!(reason(&API, &preflight(origin, "PUT", &[])), expected, "{origin}");
        let configured = TEMPLATE.configure([APP]).expect("an origin");
        assert_eq!(reason(&configured, &get(origin)), expected, "{origin}");
        assert_eq!(configured.refusal(&(&get(origin)).into()).map(|it| it.reason()), expected);
        assert_eq!(reason(&CLOSED, &get(origin)), Some(R::Closed), "{origin}");
        assert_eq!(reason(&PUBLIC, &get(origin)), None, "{origin}");
    }
    let two = request("GET", &[("Origin", APP.as_bytes()), ("Origin", APP.as_bytes())]);
    assert_eq!(reason(&API, &two), Some(R::SeveralOrigins));
    assert_eq!(reason(&API, &request("GET", &[])), None);
    assert_eq!(reason(&CLOSED, &request("POST", &[])), None);
}

#[test]
fn a_page_of_the_server_itself_is_none() {
    for own in ["https://api.example.com", "http://api.example.com"] {
        for policy in [&API, &CLOSED, &REPEATING] {
            assert_eq!(reason(policy, &get(own)), None, "{own}");
        }
    }
    for other in ["https://api.example.com:8443", "https://www.api.example.com", "null"] {
        assert!(reason(&API, &get(other)).is_some(), "{other}");
    }
    let own = "https://api.example.com".as_bytes();
    let two = request("GET", &[("Origin", own), ("Origin", own)]);
    assert_eq!(reason(&API, &two), Some(R::SeveralOrigins));
}

#[test]
fn a_method_that_is_not_listed_is_one() {
    for (method, expected) in [
        ("GET", None),
        ("HEAD", None),
        ("POST", None),
        ("PUT", None),
        ("patch-it", None),
        ("put", Some("put")),
        ("PATCH-IT", Some("PATCH-IT")),
        ("DELETE", Some("DELETE")),
        ("*", Some("*")),
    ] {
        let request = preflight(APP, method, &[]);
        let found = read(&API, &request, |it| (it.reason(), it.asked().map(String::from)));
        let expected = expected.map(|asked| (R::MethodNotListed, Some(asked.to_owned())));
        assert_eq!(found, expected, "{method}");
        for policy in [&STARS, &TOKENS, &REPEATING, &HALF] {
            assert_eq!(reason(policy, &request), None, "{method}");
        }
        assert_eq!(reason(&PUBLIC, &request).is_some(), !["GET", "HEAD", "POST"].contains(&method));
    }
}

#[test]
fn a_header_that_is_not_listed_is_one() {
    for (lines, expected) in [
        (&["x-id"][..], None),
        (&["authorization,x-id"], None),
        (&["X-ID ,\tAUTHORIZATION", "", ",,x-id"], None),
        (&["x-id,x-other"], Some("x-other")),
        (&["x-id", "a,b"], Some("a")),
        (&["content-type"], Some("content-type")),
        (&["x id"], Some("x id")),
        (&["*"], Some("*")),
    ] {
        let found = read(&API, &preflight(APP, "PUT", lines), |refusal| {
            assert_eq!(refusal.reason(), R::HeaderNotListed);
            refusal.asked().map(String::from)
        });
        assert_eq!(found.flatten().as_deref(), expected, "{lines:?}");
    }
    let both = preflight(APP, "DELETE", &["x-other"]);
    assert_eq!(reason(&API, &both), Some(R::MethodNotListed));
    let simple = preflight(APP, "GET", &["x-other"]);
    assert_eq!(reason(&API, &simple), Some(R::HeaderNotListed));
}

#[test]
fn any_covers_all_but_tokens_and_with_credentials_all() {
    for (lines, stars) in
        [("x-a,x-b", None), ("Authorization", Some(R::HeaderNotListed)), ("", None)]
    {
        let request = preflight(APP, "PUT", &[lines]);
        assert_eq!(reason(&STARS, &request), stars, "{lines}");
        assert_eq!(reason(&TOKENS, &request), None, "{lines}");
        assert_eq!(reason(&REPEATING, &request), None, "{lines}");
        let half = (!lines.is_empty()).then_some(R::HeaderNotListed);
        assert_eq!(reason(&HALF, &request), half, "{lines}");
    }
}

#[test]
fn what_the_answer_cannot_repeat_is_one() {
    let many = vec!["x"; 65].join(",");
    let long = "x".repeat(4 * 1024 + 1);
    for (headers, expected) in
        [("x y", R::NotAToken), (many.as_str(), R::TooManyNames), (long.as_str(), R::TooLong)]
    {
        assert_eq!(reason(&REPEATING, &preflight(APP, "PUT", &[headers])), Some(expected));
    }
    let lines = vec!["x"; 65];
    assert_eq!(reason(&REPEATING, &preflight(APP, "PUT", &lines)), Some(R::TooManyNames));
    for policy in [&REPEATING, &HALF] {
        assert_eq!(reason(policy, &preflight(APP, "P T", &[])), Some(R::NotAToken));
        assert_eq!(reason(policy, &preflight(APP, &long, &[])), Some(R::TooLong));
        let line = ("Access-Control-Request-Method", &b"PUT"[..]);
        let two = request("OPTIONS", &[("Origin", APP.as_bytes()), line, line]);
        assert_eq!(reason(policy, &two), Some(R::SeveralMethods));
    }
}

/// Only preflights ask for something.
#[test]
fn other_requests_ask_for_nothing() {
    let lines = [
        ("Origin", APP.as_bytes()),
        ("Access-Control-Request-Method", &b"DELETE"[..]),
        ("Access-Control-Request-Headers", b"x-other"),
    ];
    for method in ["GET", "POST", "DELETE"] {
        assert_eq!(reason(&API, &request(method, &lines)), None);
    }
    let no_preflight = [lines[0], lines[2]];
    assert_eq!(reason(&API, &request("OPTIONS", &no_preflight)), None);
}

#[test]
fn a_refusal_knows_its_request_and_its_policy() {
    let request = preflight(APP, "DELETE", &[]);
    read(&API, &request, |refusal| {
        assert_eq!((&*refusal.method(), &*refusal.path()), ("OPTIONS", "/users"));
        assert_eq!(refusal.origin(), APP);
        assert!(refusal.is_preflight());
        assert_eq!(refusal.policy().name(), Some("API"));
        assert_eq!(refusal.policy().location(), API.location());
        let debug = format!("{refusal:?}");
        assert!(debug.contains("MethodNotListed") && debug.contains("DELETE"), "{debug}");
    })
    .expect("a refusal");
    read(&API, &get("null"), |refusal| {
        assert!(!refusal.is_preflight() && refusal.asked().is_none());
        assert_eq!(refusal.method(), "GET");
    })
    .expect("a refusal");
    assert_eq!(API.refusal(&(&request).into()).map(|it| it.reason()), Some(R::MethodNotListed));
    let policy = PolicyRef::from(&API);
    assert!(policy.refusal(&(&get(APP)).into()).is_none());
}

/// The values of a label never change without notice.
#[test]
fn each_reason_has_a_label_and_a_sentence() {
    for (reason, label, sentence) in [
        (R::Closed, "closed", "the policy allows no origin (`origins: none`)"),
        (R::SeveralOrigins, "several_origins", "the request has more than one `Origin` header"),
        (R::Opaque, "opaque_origin", "the `Origin` header is `null`, which a policy cannot list"),
        (R::Malformed, "malformed_origin", "the `Origin` header is not a valid origin"),
        (R::NotListed, "origin_not_listed", "the policy does not list this origin"),
        (R::MethodNotListed, "method_not_listed", "the policy does not list the method"),
        (R::HeaderNotListed, "header_not_listed", "the policy does not list the header"),
        (R::NotAToken, "not_a_token", "the preflight asks for something that is not a token"),
        (R::SeveralMethods, "several_methods", "the preflight asks for more than one method"),
        (R::TooManyNames, "too_many_names", "the preflight asks for more than 64 headers"),
        (R::TooLong, "too_long", "the preflight asks for too much text"),
    ] {
        assert_eq!((reason.as_str(), reason.to_string().as_str()), (label, sentence));
    }
}
