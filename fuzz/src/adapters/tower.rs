//! `tower::CorsLayer` around a service function.

use std::cell::Cell;

use cors_policy::tower::CorsLayer;
use http::{Request, Response};
use tower::{Layer, Service, service_fn};

use super::{Answer, Exchange, Outcome, http_headers, map_of, now};

pub(super) fn call(exchange: &Exchange) -> Outcome {
    let is_called = Cell::new(false);
    let handler = service_fn(|_: Request<()>| {
        is_called.set(true);
        std::future::ready(response(exchange))
    });
    let mut service = CorsLayer::new(exchange.policy).layer(handler);
    match now(service.call(exchange.http_request())) {
        Err(Failed) => Outcome::Error,
        Ok(response) => Outcome::Answer(Answer {
            status: response.status().as_u16(),
            headers: http_headers(response.headers()),
            is_called: is_called.get(),
        }),
    }
}

struct Failed;

fn response(exchange: &Exchange) -> Result<Response<()>, Failed> {
    if exchange.is_error {
        return Err(Failed);
    }
    let mut response = Response::new(());
    *response.status_mut() = exchange.status.try_into().expect("it is a status");
    *response.headers_mut() = map_of(&exchange.response);
    Ok(response)
}
