//! `hyper::Cors` around a service function.

use std::cell::Cell;
use std::io;

use cors_policy::hyper::Cors;
use http::{Request, Response};
use hyper::body::Body;
use hyper::service::{Service, service_fn};

use super::{Answer, Exchange, Outcome, http_headers, map_of, now};

pub(super) fn call(exchange: &Exchange) -> Outcome {
    let is_called = Cell::new(false);
    let handler = service_fn(|_: Request<String>| {
        is_called.set(true);
        std::future::ready(response(exchange))
    });
    let service = Cors::new(exchange.policy, handler);
    match now(service.call(exchange.http_request().map(|()| String::new()))) {
        Err(_) => Outcome::Error,
        Ok(response) => {
            let (parts, body) = response.into_parts();
            let is_called = is_called.get();
            assert_eq!(!body.is_end_stream(), is_called, "a preflight has no body");
            let headers = http_headers(&parts.headers);
            Outcome::Answer(Answer { status: parts.status.as_u16(), headers, is_called })
        }
    }
}

fn response(exchange: &Exchange) -> io::Result<Response<String>> {
    if exchange.is_error {
        return Err(io::ErrorKind::Other.into());
    }
    let mut response = Response::new("body".to_owned());
    *response.status_mut() = exchange.status.try_into().expect("it is a status");
    *response.headers_mut() = map_of(&exchange.response);
    Ok(response)
}
