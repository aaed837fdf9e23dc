//! Requests that nobody but an attacker sends: what is told about them is short, and forges nothing.

use cors_policy::{RefusalReason, cors_policy};
use http::{HeaderMap, HeaderValue, Method, Request};

use crate::{preflight, read, reason, request};

cors_policy! {
    static API = { origins: ["https://app.example.com"], methods: [PUT], request_headers: ["X-Id"] };
    static REPEATING = {
        origins: ["https://app.example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
    };
}

const APP: &str = "https://app.example.com";

/// Everything that is told about a request.
fn told(request: &Request<()>) -> Vec<String> {
    let told = [&API, &REPEATING].map(|policy| {
        read(policy, request, |refusal| {
            let nearest = refusal.nearest().map(|nearest| nearest.entry().to_owned());
            vec![
                refusal.origin().into_owned(),
                refusal.method().into_owned(),
                refusal.path().into_owned(),
                refusal.asked().unwrap_or_default().into_owned(),
                nearest.unwrap_or_default(),
                refusal.to_string(),
                format!("{refusal:?}"),
            ]
        })
    });
    told.into_iter().flatten().flatten().collect()
}

#[track_caller]
fn assert_harmless(request: &Request<()>) {
    let told = told(request);
    assert!(!told.is_empty());
    for text in told {
        assert!(text.len() < 5_000, "{} bytes: {text}", text.len());
        let is_plain = |c: char| matches!(c, ' '..='~' | '…');
        assert!(text.chars().all(is_plain), "{text:?}");
    }
}

#[test]
fn bytes_of_any_kind_are_escaped() {
    let huge = vec![0xe2; 70_000];
    let values: [&[u8]; 9] = [
        b"https://evil.example\t\xff\x80",
        b"https://a\"b",
        b"`; rm -rf`",
        b"https://evil.example\\n WARN forged",
        "https://b\u{fc}cher.example".as_bytes(),
        "\u{202e}https://evil.example".as_bytes(),
        b"\xc3",
        b"https://evil.example` is in `API",
        &huge,
    ];
    for value in values {
        assert_harmless(&request("GET", &[("Origin", value)]));
        let lines = [
            ("Origin", APP.as_bytes()),
            ("Access-Control-Request-Method", b"PUT\t?"),
            ("Access-Control-Request-Headers", value),
        ];
        assert_harmless(&request("OPTIONS", &lines));
        let lines = [("Origin", APP.as_bytes()), ("Access-Control-Request-Method", value)];
        assert_harmless(&request("OPTIONS", &lines));
    }
    // Quotations end where ours do.
    let forged = request("GET", &[("Origin", b"https://a.example` is in `API")]);
    let sentence = read(&API, &forged, |it| it.to_string()).expect("a refusal");
    assert!(sentence.starts_with(r"`https://a.example\x60 is in \x60API` is not"), "{sentence}");
}

/// `http` refuses NUL and line breaks in a value, so no server passes them on.
#[test]
fn no_value_has_nul_or_a_line_break() {
    for value in [&b"a\0"[..], b"a\nb", b"a\r\nb: c"] {
        assert!(HeaderValue::from_bytes(value).is_err());
    }
}

#[test]
fn huge_values_are_cut() {
    let long = "x".repeat(64 * 1024);
    assert_harmless(&request("GET", &[("Origin", long.as_bytes())]));
    assert_harmless(&request("GET", &[("Origin", format!("https://{long}").as_bytes())]));
    assert_harmless(&preflight(APP, &long, &[]));
    assert_harmless(&preflight(APP, "PUT", &[&long]));
    assert_harmless(&preflight(APP, "A B", &[&long]));
    let name = "x".repeat(8_000);
    let asked =
        read(&API, &preflight(APP, "PUT", &[&name]), |refusal| refusal.asked().map(String::from));
    assert_eq!(asked.flatten(), Some(format!("{}…", "x".repeat(64))));
    let path = Request::get(format!("/{}\"", "a".repeat(60_000))).header("Origin", "null");
    assert_harmless(&path.body(()).expect("a request"));
    let method = Method::from_bytes(&vec![b'M'; 60_000]).expect("a method");
    let request = Request::builder().method(method).uri("/").header("Origin", "null");
    assert_harmless(&request.body(()).expect("a request"));
    let labels = format!("https://{}", "a.".repeat(150));
    assert_harmless(&crate::get(&labels));
}

/// Each line that is read costs something of the 8 KiB, and each name one of the 64.
#[test]
fn what_is_asked_for_is_read_up_to_a_limit() {
    let asks = |lines: &[&str]| reason(&API, &preflight(APP, "PUT", lines));
    let names = |count: usize| vec!["x-id"; count].join(",");
    assert_eq!(asks(&[&names(64)]), None);
    assert_eq!(asks(&[&names(65)]), Some(RefusalReason::TooManyNames));
    assert_eq!(asks(&["x-id"; 64]), None);
    assert_eq!(asks(&["x-id"; 65]), Some(RefusalReason::TooManyNames));
    let spaces = |count: usize| format!("x-id{}", " ".repeat(count));
    assert_eq!(asks(&[&spaces(8 * 1024 - 5)]), None);
    assert_eq!(asks(&[&spaces(8 * 1024 - 4)]), Some(RefusalReason::TooLong));
    assert_eq!(asks(&[&",".repeat(8 * 1024 - 1)]), None);
    assert_eq!(asks(&[&",".repeat(8 * 1024)]), Some(RefusalReason::TooLong));
    assert_eq!(asks(&vec![""; 8 * 1024]), None);
    assert_eq!(asks(&vec![""; 10_000]), Some(RefusalReason::TooLong));
    // What comes first is told.
    assert_eq!(asks(&["x-other", &names(100)]), Some(RefusalReason::HeaderNotListed));
    assert_eq!(asks(&[&names(64), "x-other"]), Some(RefusalReason::TooManyNames));
}

#[test]
fn ten_thousand_lines_of_anything_are_harmless() {
    let mut headers = HeaderMap::new();
    for name in ["origin", "access-control-request-method", "access-control-request-headers"] {
        for _ in 0..10_000 {
            headers.append(name, HeaderValue::from_static("\"a\", b, \t,,"));
        }
    }
    let mut request = Request::options("/").body(()).expect("a request");
    *request.headers_mut() = headers.clone();
    assert_harmless(&request);
    headers.insert("origin", HeaderValue::from_static(APP));
    *request.headers_mut() = headers;
    assert_harmless(&request);
}
