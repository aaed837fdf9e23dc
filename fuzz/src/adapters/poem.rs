//! `poem::Cors` around an endpoint.

use std::sync::atomic::{AtomicBool, Ordering};

use cors_policy::poem::Cors;
use poem::endpoint::make_sync;
use poem::{Endpoint, EndpointExt, Error, Request, Response};

use super::{Answer, Exchange, Outcome, http_headers, map_of, now};

pub(super) fn call(exchange: &Exchange) -> Outcome {
    let is_called = AtomicBool::new(false);
    let handler = make_sync(|_| {
        is_called.store(true, Ordering::Relaxed);
        let response = response(exchange);
        if exchange.is_error { Err(Error::from_response(response)) } else { Ok(response) }
    });
    let endpoint = handler.with(Cors::new(exchange.policy));
    let mut request = Request::builder().method(exchange.method.clone()).finish();
    *request.headers_mut() = map_of(&exchange.request);
    let response = now(endpoint.call(request)).expect("an error becomes a response");
    Outcome::Answer(Answer {
        status: response.status().as_u16(),
        headers: http_headers(response.headers()),
        is_called: is_called.load(Ordering::Relaxed),
    })
}

fn response(exchange: &Exchange) -> Response {
    let status = exchange.status.try_into().expect("it is a status");
    let mut response = Response::builder().status(status).finish();
    *response.headers_mut() = map_of(&exchange.response);
    response
}
