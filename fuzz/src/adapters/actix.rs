//! `actix::Cors` around a service function, without an `App` around it.

use std::cell::Cell;
use std::fmt::{self, Display, Formatter};
use std::rc::Rc;

use actix_web::dev::{Service, ServiceRequest, Transform, fn_service};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use actix_web::{Error, HttpResponse, ResponseError};
use cors_policy::actix::Cors;

use super::{Answer, Exchange, Headers, Line, Outcome, headers_of, now};

pub(super) fn call(exchange: &Exchange) -> Outcome {
    let script = Rc::new(Script {
        status: StatusCode::from_u16(exchange.status).expect("it is a status"),
        headers: exchange.response.iter().map(line).collect(),
        is_called: Cell::new(false),
    });
    let (played, is_error) = (Rc::clone(&script), exchange.is_error);
    let handler = fn_service(move |request: ServiceRequest| {
        played.is_called.set(true);
        std::future::ready(if is_error {
            Err(Error::from(Failed(Rc::clone(&played))))
        } else {
            Ok(request.into_response(played.response()))
        })
    });
    let service = now(Cors::new(exchange.policy).new_transform(handler));
    let service = service.expect("it is built");
    let answer = |status: StatusCode, headers: &HeaderMap| Answer {
        status: status.as_u16(),
        headers: pairs(headers),
        is_called: script.is_called.get(),
    };
    Outcome::Answer(match now(service.call(request(exchange))) {
        Ok(response) => answer(response.status(), response.headers()),
        // The dispatcher of actix-web does the same.
        Err(error) => {
            let response = error.error_response();
            answer(response.status(), response.headers())
        }
    })
}

/// The response of the handler, and whether the handler was called.
#[derive(Debug)]
struct Script {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    is_called: Cell<bool>,
}

impl Script {
    fn response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status);
        for (name, value) in &self.headers {
            response.headers_mut().append(name.clone(), value.clone());
        }
        response
    }
}

/// An error that becomes the response.
#[derive(Debug)]
struct Failed(Rc<Script>);

impl Display for Failed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("failed")
    }
}

impl ResponseError for Failed {
    fn status_code(&self) -> StatusCode {
        self.0.status
    }

    fn error_response(&self) -> HttpResponse {
        self.0.response()
    }
}

fn request(exchange: &Exchange) -> ServiceRequest {
    let method = Method::from_bytes(exchange.method.as_str().as_bytes()).expect("it is a method");
    let mut request = TestRequest::default().method(method);
    for header in exchange.request.iter().map(line) {
        request = request.append_header(header);
    }
    request.to_srv_request()
}

/// A header in the types of the other version of `http`.
fn line((name, value): &Line) -> (HeaderName, HeaderValue) {
    (
        HeaderName::from_bytes(name.as_str().as_bytes()).expect("it is a name"),
        HeaderValue::from_bytes(value.as_bytes()).expect("it is a value"),
    )
}

fn pairs(headers: &HeaderMap) -> Headers {
    headers_of(headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())))
}
