//! The explanation of a request is what the model of a browser does, and the text is the same for every reader.

use cors_policy::explain::{Explanation, PageRequest, StepKind, Verdict};
use cors_policy::testing::{Browser, Reason};
use cors_policy::{Policy, cors_policy};
use proptest::prelude::*;

use crate::declared::{ANSWERED, declarations, requests};
use crate::servers::Server;
use crate::{Fetched, fetch};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn an_explanation_ends_like_the_request(
        declaration in declarations(),
        (origin, fetched) in requests(),
    ) {
        for policy in &declaration.compile() {
            let explanation = request(origin, &fetched).explain(policy);
            let result = Server::Tower.fetch(&mut Browser::at(origin), policy, &fetched);
            match &result {
                Ok(answer) => {
                    prop_assert_eq!(explanation.verdict(), Verdict::Readable, "{}", explanation);
                    prop_assert_eq!(explanation.sends_preflight(), answer.preflight.is_some());
                    for name in ANSWERED.into_iter().filter(|&name| fetched.response.contains_key(name)) {
                        let is_readable = explanation.is_readable(name);
                        prop_assert_eq!(is_readable, answer.headers.contains_key(name), "{}", name);
                    }
                }
                Err(Reason::Check(_)) => {
                    prop_assert_eq!(explanation.verdict(), Verdict::Unreadable, "{}", explanation);
                    prop_assert!(!explanation.sends_preflight(), "{}", explanation);
                }
                Err(_) => {
                    prop_assert_eq!(explanation.verdict(), Verdict::NotSent, "{}", explanation);
                    prop_assert!(explanation.sends_preflight(), "{}", explanation);
                }
            }
            let stops = explanation.steps().iter().filter(|step| step.kind() == StepKind::Stops);
            prop_assert_eq!(stops.count(), usize::from(result.is_err()), "{}", explanation);
        }
    }
}

fn request(origin: &str, fetched: &Fetched) -> PageRequest {
    let request = PageRequest::new(origin).method(fetched.method.as_str());
    let request = fetched
        .headers
        .iter()
        .fold(request, |request, (name, value)| request.header(*name, *value));
    if fetched.credentials { request.credentials() } else { request }
}

cors_policy! {
    static API = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [PATCH],
        request_headers: ["X-Tenant"],
        exposed_headers: ["ETag"],
        credentials: true,
    };
    static OPEN = { origins: any, methods: any, request_headers: any };
    static CLOSED = { origins: none };
    static MIRROR = { origins: ["https://app.example.com"], methods: any, request_headers: any, credentials: true };
}

fn app() -> PageRequest {
    PageRequest::new("https://app.example.com")
}

/// The last line but one, which is the step that decides, and the verdict.
fn end(explanation: &Explanation) -> (String, Verdict) {
    let step = explanation.steps().last().expect("a step");
    (format!("{} {}", step.kind().as_str(), step.text()), explanation.verdict())
}

#[test]
fn each_step_has_its_words() {
    let cases: [(PageRequest, &'static Policy, &str, Verdict); 24] = [
        (app(), &API, "ok the request has no credentials", Verdict::Readable),
        (
            PageRequest::new("https://evil.example"),
            &API,
            "stop `https://evil.example` is not among `https://*.preview.example.com`, `https://app.example.com`",
            Verdict::Unreadable,
        ),
        (
            PageRequest::new("null"),
            &API,
            "stop `null` cannot be listed, because a sandboxed frame of any site has it",
            Verdict::Unreadable,
        ),
        (PageRequest::new("null"), &OPEN, "ok the request has no credentials", Verdict::Readable),
        (app(), &CLOSED, "stop `origins: none` allows no page", Verdict::Unreadable),
        (app().method("PUT"), &CLOSED, "stop `origins: none` allows no page", Verdict::NotSent),
        (
            app().credentials(),
            &OPEN,
            "stop the request has credentials, and the policy does not have `credentials: true`",
            Verdict::Unreadable,
        ),
        (
            app().credentials(),
            &API,
            "ok the request has credentials, and the policy has `credentials: true`",
            Verdict::Readable,
        ),
        (app().method("PATCH"), &API, "ok `methods` has `PATCH`", Verdict::Readable),
        (app().method("PUT"), &API, "stop `methods` does not have `PUT`", Verdict::NotSent),
        (app().method("put"), &OPEN, "ok `methods: any` covers `PUT`", Verdict::Readable),
        (
            app().method("patch"),
            &API,
            "stop `methods` has `PATCH`, but browsers send `patch` as it is written, and compare bytes; write `PATCH` in the script",
            Verdict::NotSent,
        ),
        (
            app().header("x-tenant", "1"),
            &API,
            "ok `request_headers` has `x-tenant`",
            Verdict::Readable,
        ),
        (
            app().header("X-A", "1"),
            &API,
            "stop `request_headers` does not have `X-A`",
            Verdict::NotSent,
        ),
        (
            app().header("X-A", "1"),
            &OPEN,
            "ok `request_headers: any` covers `X-A`",
            Verdict::Readable,
        ),
        (
            app().header("Authorization", "Bearer x"),
            &OPEN,
            "stop `request_headers: any` does not cover `Authorization` without credentials; write `[any, \"Authorization\"]`",
            Verdict::NotSent,
        ),
        (
            app().header("Authorization", "Bearer x").credentials(),
            &MIRROR,
            "ok `request_headers: any` covers `Authorization`",
            Verdict::Readable,
        ),
        (
            app().server("https://app.example.com"),
            &CLOSED,
            "note the page has the origin of the server, so CORS does not apply",
            Verdict::Readable,
        ),
        (
            app().no_cors(),
            &CLOSED,
            "note `mode: \"no-cors\"`: the policy is not asked, and the response has no status, headers and body for the script",
            Verdict::Opaque,
        ),
        (
            app().no_cors().method("PUT"),
            &OPEN,
            "stop with `mode: \"no-cors\"` a script cannot send `PUT`",
            Verdict::Impossible,
        ),
        (
            app().method("TRACE"),
            &OPEN,
            "stop a script cannot send the method `TRACE`",
            Verdict::Impossible,
        ),
        (app().method("a b"), &OPEN, "stop `a b` is not a method", Verdict::Impossible),
        (
            app().header("x a", "1\n2"),
            &OPEN,
            "stop `x a: 1\\x0a2` is not a header",
            Verdict::Impossible,
        ),
        (
            PageRequest::new("https://app.example.com/"),
            &OPEN,
            "stop no page has the origin `https://app.example.com/`: an origin has no trailing slash; write `https://app.example.com`",
            Verdict::Impossible,
        ),
    ];
    for (request, policy, text, verdict) in cases {
        assert_eq!(end(&request.explain(policy)), (text.to_owned(), verdict));
    }
}

#[test]
fn what_a_browser_drops_is_said() {
    let explanation = app().header("Cookie", "a=1").explain(&API);
    let first = &explanation.steps()[0];
    assert_eq!(first.text(), "a script cannot set `Cookie`, so the browser does not send it");
    assert_eq!(first.link(), "https://fetch.spec.whatwg.org/#forbidden-request-header");
    assert_eq!(explanation.verdict(), Verdict::Readable);
    let explanation = app().no_cors().header("X-A", "1").explain(&API);
    assert_eq!(
        explanation.steps()[0].text(),
        "with `mode: \"no-cors\"` the browser does not send `x-a`"
    );
}

#[test]
fn what_a_script_can_read_is_known() {
    let explanation = app().explain(&API);
    for (name, is_readable) in [
        ("ETag", true),
        ("etag", true),
        ("Content-Type", true),
        ("X-Total", false),
        ("Set-Cookie", false),
    ] {
        assert_eq!(explanation.is_readable(name), is_readable, "{name}");
    }
    assert!(!PageRequest::new("https://evil.example").explain(&API).is_readable("ETag"));
    assert!(app().server("https://app.example.com").explain(&API).is_readable("X-Total"));
    assert!(!app().server("https://app.example.com").explain(&API).is_readable("set-cookie"));
}

/// The server's own origin has to be the whole origin, and no sandboxed page has it.
#[test]
fn only_the_same_origin_is_the_same_origin() {
    assert_eq!(
        app().server("http://app.example.com").explain(&CLOSED).verdict(),
        Verdict::Unreadable
    );
    assert_eq!(
        PageRequest::new("null").server("null").explain(&CLOSED).verdict(),
        Verdict::Unreadable
    );
    let mut browser = Browser::at("https://app.example.com");
    let plain = Fetched {
        method: http::Method::GET,
        headers: Vec::new(),
        credentials: false,
        response: http::HeaderMap::new(),
    };
    assert!(fetch(&mut browser, &CLOSED, &plain).is_err());
}
