//! A policy that is printed and read again is the same policy.

use cors_policy::Policy;
use cors_policy_cli::__private::parse;
use http::{HeaderMap, Method, Response};

use crate::random::{self, HEADERS, METHODS, Random};

#[test]
fn a_printed_policy_is_read_as_the_same_policy() {
    let mut random = Random::new("texts");
    for _ in 0..400 {
        let policy = random::policy(&mut random);
        let printed = policy.to_string();
        let read = parse(&printed, "api", "api.policy");
        let read = read.unwrap_or_else(|mistakes| panic!("{mistakes}\nin {printed}"));
        let [read] = read.as_slice() else { panic!("{} policies in {printed}", read.len()) };
        assert_eq!(read.to_string(), printed);
        assert!(*read == policy);
        let place = read.location().map(|location| location.to_string());
        assert_eq!((read.name(), place.as_deref()), (Some("api"), Some("api.policy:1")));
        for origin in random::origins(&[policy]) {
            for method in ["OPTIONS", "GET"] {
                let headers = headers(&mut random, &origin);
                let method = method.parse::<Method>().expect("a method");
                let answers = [policy, read].map(|policy| answer(policy, &method, &headers));
                assert_eq!(answers[0], answers[1], "{method} {headers:?} to {printed}");
            }
        }
    }
}

fn headers(random: &mut Random, origin: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("origin", origin.parse().expect("a value"));
    if random.below(2) == 0 {
        let method = METHODS[random.below(METHODS.len())];
        headers.insert("access-control-request-method", method.parse().expect("a value"));
        let header = HEADERS[random.below(HEADERS.len())].to_ascii_lowercase();
        headers.insert("access-control-request-headers", header.parse().expect("a value"));
    }
    headers
}

/// The decision, and the headers that it writes.
fn answer(policy: &'static Policy, method: &Method, headers: &HeaderMap) -> (String, HeaderMap) {
    let decision = policy.decide(method, headers);
    let shown = format!("{:?}", decision.denial());
    let mut response = Response::new(());
    decision.apply(response.headers_mut());
    (shown, response.into_parts().0.headers)
}
