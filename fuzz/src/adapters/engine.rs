//! `Policy::decide`, as a server without an adapter uses it.

use cors_policy::Decision;

use super::{Answer, Exchange, Outcome, http_headers, map_of};

pub(super) fn call(exchange: &Exchange) -> Outcome {
    match exchange.policy.decide(&exchange.method, &map_of(&exchange.request)) {
        Decision::Preflight(preflight) => {
            let response = preflight.into_response(());
            Outcome::Answer(Answer {
                status: response.status().as_u16(),
                headers: http_headers(response.headers()),
                is_called: false,
            })
        }
        _ if exchange.is_error => Outcome::Error,
        decision => {
            let mut headers = map_of(&exchange.response);
            decision.apply(&mut headers);
            let headers = http_headers(&headers);
            Outcome::Answer(Answer { status: exchange.status, headers, is_called: true })
        }
    }
}
