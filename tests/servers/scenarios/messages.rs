//! Scenarios in the types of the `http` crate.

use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response};

use crate::scenario::{self, CALLED, Scenario};
use crate::socket::text;

/// The scenario's request.
pub(crate) fn request(scenario: &Scenario) -> Request<()> {
    let mut request = Request::new(());
    *request.method_mut() = Method::from_bytes(scenario.method().as_bytes()).expect("a method");
    *request.headers_mut() = map_of(scenario.request_headers());
    request
}

/// The response of the scenario's handler. If the handler must not be called, the response shows that it was.
pub(crate) fn response<B: Default>(scenario: &Scenario) -> Response<B> {
    let mut response = Response::new(B::default());
    if scenario.expects_call() {
        *response.status_mut() = scenario.handler_status().try_into().expect("a status");
        *response.headers_mut() = map_of(scenario.handler_headers());
    } else {
        response.headers_mut().insert(CALLED, HeaderValue::from_static("yes"));
    }
    response
}

pub(crate) fn map_of(headers: impl Iterator<Item = (&'static str, &'static str)>) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = name.parse::<HeaderName>().expect("a header name");
        map.append(name, HeaderValue::from_bytes(&scenario::bytes(value)).expect("a header value"));
    }
    map
}

pub(crate) fn pairs_of(headers: &HeaderMap) -> Vec<(String, String)> {
    headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect()
}
