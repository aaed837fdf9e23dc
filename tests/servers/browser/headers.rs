//! How the model handles single header values: those that it sends, and those of servers without this library.

use std::cell::RefCell;
use std::convert::Infallible;
use std::time::Duration;

use cors_policy::testing::Browser;
use http::{HeaderMap, Method, Request, Response};
use tokio::runtime::Builder;
use tower::service_fn;

const PAGE: &str = "https://app.example.com";

/// Sends a request with the headers `sent` to a server that answers every request with the headers `answered`. Returns
/// whether the browser sent a preflight, and the headers of the request itself. Returns `None` if the browser blocks
/// the fetch.
fn exchange(
    browser: &mut Browser,
    method: Method,
    sent: &[(&str, &str)],
    answered: &[(&'static str, &'static str)],
) -> Option<(bool, HeaderMap)> {
    let arrived = RefCell::default();
    let mut service = service_fn(|request: Request<String>| {
        arrived.replace(request.headers().clone());
        let mut response = Response::new(());
        for &(name, value) in answered {
            response.headers_mut().append(name, value.parse().expect("a header value"));
        }
        async { Ok::<_, Infallible>(response) }
    });
    let mut request = browser.fetch(method, "/");
    for (name, value) in sent {
        request = request.header(name, value);
    }
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    let seen = runtime.block_on(request.run(&mut service)).ok()?;
    let sent_preflight = seen.sent_preflight();
    Some((sent_preflight, arrived.into_inner()))
}

/// For how many seconds the browser caches an answer with these lines of `Access-Control-Max-Age`. It is one of the
/// durations that this function tries.
fn kept(ages: &[&'static str]) -> u64 {
    let mut answer =
        vec![("access-control-allow-origin", PAGE), ("access-control-allow-methods", "PUT")];
    answer.extend(ages.iter().map(|age| ("access-control-max-age", *age)));
    let asks_after = |seconds| {
        let mut browser = Browser::at(PAGE);
        let mut ask = || exchange(&mut browser, Method::PUT, &[], &answer).expect("allowed").0;
        assert!(ask());
        browser.wait(Duration::from_secs(seconds));
        exchange(&mut browser, Method::PUT, &[], &answer).expect("allowed").0
    };
    let tried = [0, 5, 60, 600, 86_400];
    tried.into_iter().find(|&seconds| asks_after(seconds)).expect("a day at most")
}

#[test]
fn an_age_is_digits() {
    for (age, seconds) in [
        ("600", 600),
        ("0600", 600),
        ("0", 0),
        (" 600", 600),
        ("600\t ", 600),
        ("99999999999999999999999", 86_400),
        ("86401", 86_400),
        ("+600", 5),
        ("-1", 5),
        ("6e2", 5),
        ("600s", 5),
        ("600.0", 5),
        ("600, 600", 5),
        ("6 00", 5),
        ("", 5),
        ("٦٠٠", 5),
    ] {
        assert_eq!(kept(&[age]), seconds, "{age:?}");
    }
    assert_eq!(kept(&[]), 5);
    assert_eq!(kept(&["600", "600"]), 5);
}

#[test]
fn the_network_has_no_space_around_a_value() {
    let answer = [("access-control-allow-origin", " https://app.example.com\t")];
    assert!(exchange(&mut Browser::at(PAGE), Method::GET, &[], &answer).is_some());
    let inside = [("access-control-allow-origin", "https://app.example. com")];
    assert!(exchange(&mut Browser::at(PAGE), Method::GET, &[], &inside).is_none());
}

#[test]
fn a_range_with_a_start_needs_no_preflight() {
    let answer = [("access-control-allow-origin", "*"), ("access-control-allow-headers", "*")];
    for (range, is_safe) in [
        ("bytes=0-", true),
        ("bytes=5-5", true),
        (" bytes=0-9 ", true),
        ("bytes=0-99999999999999999999", true),
        ("bytes=99999999999999999999-", true),
        ("bytes=99999999999999999999-99999999999999999999", true),
        ("bytes=00000000000000000000005-5", true),
        ("bytes=5-00000000000000000000005", true),
        ("bytes=99999999999999999999-5", false),
        ("bytes=99999999999999999999-99999999999999999998", false),
        ("bytes=100000000000000000000-99999999999999999999", false),
        ("bytes=10-9", false),
        ("bytes=-5", false),
        ("bytes=-", false),
        ("bytes= 0-", false),
        ("bytes=+1-5", false),
        ("bytes=1-+5", false),
        ("bytes=0-1,3-4", false),
        ("Bytes=0-", false),
    ] {
        let found = exchange(&mut Browser::at(PAGE), Method::GET, &[("range", range)], &answer);
        assert_eq!(found.expect("allowed").0, !is_safe, "{range:?}");
    }
}

#[test]
fn names_that_belong_to_the_browser_are_not_sent() {
    let answer = [("access-control-allow-origin", "*"), ("access-control-allow-headers", "*")];
    let long = format!("Sec-{}", "a".repeat(300));
    for name in ["Sec-A", "SEC-", "Sec-*", "proxy-a*b", "Proxy-", "Sec-Fetch-Site", long.as_str()] {
        let sent = [(name, "1")];
        let (sent_preflight, headers) =
            exchange(&mut Browser::at(PAGE), Method::GET, &sent, &answer).expect("allowed");
        assert!(!sent_preflight && !headers.contains_key(name), "{name}");
    }
    for name in ["Second", "Proxy", "X-Sec-A", "Any", "X-*"] {
        let sent = [(name, "1")];
        let (sent_preflight, headers) =
            exchange(&mut Browser::at(PAGE), Method::GET, &sent, &answer).expect("allowed");
        assert!(sent_preflight && headers.contains_key(name), "{name}");
    }
}

#[test]
#[should_panic = "no page has the origin `https://app.example.com/`: an origin has no trailing slash; \
                  write `https://app.example.com`"]
fn a_page_with_no_origin_says_what_to_write() {
    drop(Browser::at("https://app.example.com/"));
}

#[test]
#[should_panic = "`users` is not a request target"]
fn a_target_that_is_none_says_what_to_write() {
    drop(Browser::at(PAGE).fetch(Method::GET, "users"));
}
