//! An audit of responses that are given, for fuzzing.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use url::Url;

use super::exchange::{Failure, Response};
use super::finding::Audit;
use super::limits::Limits;
use super::question::Question;
use super::run::run;

/// A response in parts: its status, its headers, and its body.
pub type Given = (u16, Vec<(Vec<u8>, Vec<u8>)>, Vec<u8>);

/// Audits a server that gives these responses, one after the other. `None` is a closed connection. What is not valid in a
/// response is left out. There is no audit if the first responses are missing.
pub(crate) fn replay(mut given: impl FnMut() -> Option<Given>) -> Option<Audit> {
    let question = Question {
        url: Url::parse("https://api.example.com/users").ok()?,
        origins: vec!["https://app.example.com".to_owned()],
        methods: vec![Method::PUT],
        request_headers: vec![HeaderName::from_static("authorization")],
        credentials: Some(true),
        user_headers: HeaderMap::from_iter([(
            HeaderName::from_static("cookie"),
            HeaderValue::from_static("session=secret-7"),
        )]),
        policy: None,
        unsafe_methods: true,
    };
    let limits = Limits {
        requests: 400,
        total: Duration::from_secs(3600),
        request: Duration::ZERO,
        delay: Duration::ZERO,
    };
    let ask = |_: &_| given().and_then(response).ok_or(Failure::Closed);
    run(question, &limits, ask, |_, _| ()).ok()
}

fn response((status, headers, body): Given) -> Option<Response> {
    let headers = headers.into_iter().filter_map(|(name, value)| {
        let name = HeaderName::from_bytes(&name).ok()?;
        Some((name, HeaderValue::from_bytes(&value).ok()?))
    });
    let headers = headers.collect();
    Some(Response { status: StatusCode::from_u16(status).ok()?, headers, body })
}
