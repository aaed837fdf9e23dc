//! When a browser sends a preflight again.

use std::time::Duration;

use cors_policy::testing::{Browser, Failure, Reason};
use cors_policy::{Policy, cors_policy};
use http::{HeaderMap, Method};

use crate::{Fetched, fetch};

cors_policy! {
    static MINUTE = { origins: ["https://app.example.com"], methods: [PUT, PATCH], request_headers: ["X-A"], max_age: 60 };
    static NEVER = { origins: ["https://app.example.com"], methods: [PUT], max_age: 0 };
    static UNSAID = { origins: ["https://app.example.com"], methods: [PUT] };
    static COOKIES = { origins: ["https://app.example.com"], methods: [PUT], credentials: true, max_age: 60 };
    static PUBLIC = { origins: any, methods: any, request_headers: any, max_age: 60 };
}

fn put() -> Fetched {
    Fetched { method: Method::PUT, headers: vec![], credentials: false, response: HeaderMap::new() }
}

/// Whether the browser sent a preflight for a fetch that succeeds.
fn asks(browser: &mut Browser, policy: &'static Policy, fetched: &Fetched) -> bool {
    fetch(browser, policy, fetched).expect("the policy allows it").preflight.is_some()
}

#[test]
fn an_answer_is_kept_for_as_long_as_it_says() {
    for (policy, seconds) in [(&MINUTE, 60), (&UNSAID, 5), (&NEVER, 0)] {
        let mut browser = Browser::at("https://app.example.com");
        assert!(asks(&mut browser, policy, &put()));
        assert_eq!(asks(&mut browser, policy, &put()), seconds == 0, "at once");
        browser.wait(Duration::from_secs(seconds));
        assert!(asks(&mut browser, policy, &put()), "after {seconds} seconds");
    }
}

#[test]
fn the_whole_lists_are_kept_at_once() {
    let mut browser = Browser::at("https://app.example.com");
    assert!(asks(&mut browser, &MINUTE, &put()));
    assert!(!asks(&mut browser, &MINUTE, &Fetched { method: Method::PATCH, ..put() }));
    assert!(!asks(&mut browser, &MINUTE, &Fetched { headers: vec![("x-a", "1")], ..put() }));
}

#[test]
fn an_answer_without_credentials_does_not_serve_a_request_with_them() {
    let with_credentials = Fetched { credentials: true, ..put() };
    let mut browser = Browser::at("https://app.example.com");
    assert!(asks(&mut browser, &COOKIES, &put()));
    assert!(asks(&mut browser, &COOKIES, &with_credentials));
    assert!(!asks(&mut browser, &COOKIES, &with_credentials));
    assert!(!asks(&mut browser, &COOKIES, &put()));
}

#[test]
fn a_star_is_kept_as_what_it_stands_for() {
    let mut browser = Browser::at("https://anyone.example");
    assert!(asks(&mut browser, &PUBLIC, &put()));
    assert!(!asks(&mut browser, &PUBLIC, &Fetched { headers: vec![("x-b", "1")], ..put() }));
    let with_token = Fetched { headers: vec![("authorization", "x")], ..put() };
    let blocked = fetch(&mut browser, &PUBLIC, &with_token).unwrap_err();
    assert_eq!(blocked, Reason::Header("authorization".to_owned()));
}

#[test]
fn a_failure_forgets_what_was_kept() {
    let purge = Fetched { method: "PURGE".parse().unwrap(), ..put() };
    let mut browser = Browser::at("https://app.example.com");
    assert!(asks(&mut browser, &MINUTE, &put()));
    assert_eq!(fetch(&mut browser, &MINUTE, &purge).unwrap_err(), Reason::Method(purge.method));
    assert!(asks(&mut browser, &MINUTE, &put()));

    // The failure of a request that needs no preflight does not.
    let get = Fetched { method: Method::GET, credentials: true, ..put() };
    assert!(fetch(&mut browser, &MINUTE, &get).is_err());
    assert!(!asks(&mut browser, &MINUTE, &put()));
}

#[test]
fn methods_are_normalized_as_in_a_script() {
    let mut browser = Browser::at("https://app.example.com");
    let get = Fetched { method: "get".parse().unwrap(), ..put() };
    assert!(!asks(&mut browser, &MINUTE, &get));
    let put = Fetched { method: "put".parse().unwrap(), ..put() };
    assert!(asks(&mut browser, &MINUTE, &put));
    let patch = Fetched { method: "patch".parse().unwrap(), ..put };
    let blocked = fetch(&mut browser, &MINUTE, &patch).unwrap_err();
    assert_eq!(blocked, Reason::Method(patch.method));
}

#[test]
fn what_is_refused_is_refused_with_its_reason() {
    let mut app = Browser::at("https://app.example.com");
    let mut frame = Browser::sandboxed();
    let get = Fetched { method: Method::GET, ..put() };

    let delete = Fetched { method: Method::DELETE, ..put() };
    assert_eq!(fetch(&mut app, &MINUTE, &delete).unwrap_err(), Reason::Method(Method::DELETE));
    let header = Fetched { headers: vec![("x-z", "1")], ..put() };
    assert_eq!(fetch(&mut app, &MINUTE, &header).unwrap_err(), Reason::Header("x-z".to_owned()));
    let trace = Fetched { method: Method::TRACE, ..put() };
    assert_eq!(
        fetch(&mut app, &MINUTE, &trace).unwrap_err(),
        Reason::ForbiddenMethod(Method::TRACE)
    );
    assert_eq!(fetch(&mut frame, &MINUTE, &get).unwrap_err(), Reason::Check(Failure::NoOrigin));
    assert_eq!(
        fetch(&mut frame, &MINUTE, &put()).unwrap_err(),
        Reason::PreflightCheck(Failure::NoOrigin)
    );
    let cookies = Fetched { credentials: true, ..get.clone() };
    assert_eq!(
        fetch(&mut app, &MINUTE, &cookies).unwrap_err(),
        Reason::Check(Failure::NoCredentials)
    );
    assert_eq!(
        fetch(&mut frame, &PUBLIC, &cookies).unwrap_err(),
        Reason::Check(Failure::StarWithCredentials)
    );
    assert!(fetch(&mut frame, &PUBLIC, &get).is_ok());
}

#[test]
fn a_script_cannot_set_what_the_browser_sets() {
    let mut browser = Browser::at("https://app.example.com");
    let forged = Fetched {
        method: Method::GET,
        headers: vec![("origin", "https://evil.example"), ("cookie", "a=b")],
        ..put()
    };
    assert!(!asks(&mut browser, &MINUTE, &forged));
}
