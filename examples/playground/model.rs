//! Tests: a model of a browser makes every call, and gets the expected result. The page does the same in a real
//! browser.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use cors_policy::testing::Browser;
use tower::ServiceExt;

use crate::api;
use crate::cases::{CASES, Case, Mode};
use crate::expected::{Outcome, expected};
use crate::log::{COOKIE, Log};
use crate::refusals::Refusals;
use crate::sites::{API, Site};

#[tokio::test]
async fn what_the_policy_says_is_what_happens() {
    for case in CASES.iter().filter(|case| case.mode == Mode::Cors) {
        let log = Log::default();
        let mut api = api::router(log.clone(), &Refusals::default());
        let mut browser = Browser::at(case.site.origin());
        for _ in 0..case.times {
            assert_eq!(
                call(case, &mut browser, &mut api).await,
                expected(case).outcome,
                "{}",
                case.id
            );
        }
        let exchanges = log.of(case.id);
        let handled = exchanges.iter().filter(|exchange| exchange["handled"] == true).count();
        assert_eq!(handled, expected(case).handled, "{}", case.id);
        assert_eq!(exchanges.len() - handled, expected(case).preflights, "{}", case.id);
    }
}

/// The log finds the case by its query.
async fn call(case: &Case, browser: &mut Browser, api: &mut Router) -> Outcome {
    let method = Method::from_bytes(case.method.as_bytes()).unwrap();
    let target = format!("{}{}?{}", case.part.path, case.path, case.id);
    let mut fetch = browser.fetch(method, target).cookie(COOKIE);
    for (name, value) in case.headers {
        fetch = fetch.header(name, value);
    }
    if case.credentials {
        fetch = fetch.credentials();
    }
    let Ok(seen) = fetch.run(api).await else { return Outcome::Blocked };
    let response = seen.into_response();
    let names = api::SENT.into_iter().filter(|name| response.headers().contains_key(*name));
    Outcome::Readable { status: response.status().as_u16(), headers: names.collect() }
}

/// Without a connection, the handler of the WebSocket answers 426. So this compares only whether a handler runs.
#[tokio::test]
async fn the_guard_does_what_the_table_says() {
    for case in CASES.iter().filter(|case| case.part.has_guard) {
        let (log, refusals) = (Log::default(), Refusals::default());
        let api = api::router(log.clone(), &refusals);
        let status = api.oneshot(guarded(case)).await.unwrap().status();
        let handled = log.of(case.id)[0]["handled"] == true;
        assert_eq!(usize::from(handled), expected(case).handled, "{}", case.id);
        assert_eq!(status == StatusCode::FORBIDDEN, !handled, "{}", case.id);
        // The CORS layer tells a refusal, and then the guard.
        let told = &refusals.after(0)["last"];
        assert_eq!(told[1]["intrusion"].is_string(), !handled, "{}: {told}", case.id);
    }
}

/// The request of a browser that does not send `Sec-Fetch-Site`.
fn guarded(case: &Case) -> Request<Body> {
    let request = Request::builder()
        .method(case.method)
        .uri(format!("{}{}?{}", case.part.path, case.path, case.id))
        .header("Host", API.trim_start_matches("http://"))
        .header("Origin", case.site.origin());
    let request = if case.mode == Mode::WebSocket {
        request.header("Connection", "Upgrade").header("Upgrade", "websocket")
    } else {
        request
    };
    request.body(Body::empty()).unwrap()
}

#[test]
fn the_names_of_cases_and_sites_are_their_own() {
    let mut names = CASES.iter().map(|case| case.id).collect::<Vec<_>>();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CASES.len());
    for (index, site) in Site::ALL.iter().enumerate() {
        assert!(Site::ALL[..index].iter().all(|other| other.origin() != site.origin()), "{site:?}");
    }
}
