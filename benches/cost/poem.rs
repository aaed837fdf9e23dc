//! Measures the time that each middleware adds to a poem endpoint.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Instant;

use cors_policy::poem::Cors;
use criterion::Criterion;
use http::header;
use poem::http::{Method, StatusCode};
use poem::{Endpoint, Middleware, Request, Response, Result};

use crate::floor;
use crate::policies::{self, EXACT_3, STRANGER, origin};
use crate::request::{self, Answer, Case};
use crate::table::{BY_HAND, NO_MIDDLEWARE, OURS, Table};
use crate::turns::{Contestant, WARM_UP, measure};

/// Every kind of request, to a policy with three origins.
pub(crate) fn cases(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to a poem endpoint by a policy of 3 origins");
    for case in request::cases(&origin(0), STRANGER) {
        let inner = Handler { answer: case.answer };
        let contestants = vec![
            contestant(NO_MIDDLEWARE, inner, &case),
            contestant(BY_HAND, Floor { inner }, &case),
            contestant(OURS, Cors::new(&EXACT_3).transform(inner), &case),
            contestant("`poem`", policies::poem(3).transform(inner), &case),
        ];
        table.push(case.name, measure(criterion, "poem", case.name, contestants));
    }
    table
}

/// Calls an endpoint many times. The requests are made before the clock starts.
fn contestant<'a, E: Endpoint + 'a>(
    name: &'static str,
    endpoint: E,
    case: &'a Case,
) -> Contestant<'a> {
    Contestant::new(name, move |times| {
        let serve = |request| {
            let mut future = pin!(endpoint.get_response(black_box(request)));
            let response = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(black_box(response).is_ready(), "no endpoint here waits for anything");
        };
        let take = |times| (0..times).map(|_| request_of(case)).collect::<Vec<_>>();
        take(WARM_UP).into_iter().for_each(&serve);
        let requests = take(times);
        let start = Instant::now();
        requests.into_iter().for_each(serve);
        start.elapsed()
    })
}

fn request_of(case: &Case) -> Request {
    let mut request = Request::builder().method(case.request.method().clone()).finish();
    *request.headers_mut() = case.request.headers().clone();
    request
}

/// The endpoint behind every middleware.
#[derive(Clone, Copy)]
struct Handler {
    answer: Answer,
}

impl Endpoint for Handler {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        drop(request);
        let mut response = Response::default();
        *response.headers_mut() = self.answer.response().into_parts().0.headers;
        Ok(response)
    }
}

/// The headers, written by hand in front of the handler.
#[derive(Clone, Copy)]
struct Floor {
    inner: Handler,
}

impl Endpoint for Floor {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let headers = request.headers();
        let origin = headers.get(header::ORIGIN);
        let allowed = origin.and_then(floor::exact);
        if origin.is_some()
            && request.method() == Method::OPTIONS
            && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
        {
            let status =
                if allowed.is_some() { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN };
            let mut response = Response::builder().status(status).finish();
            floor::write_preflight(response.headers_mut(), allowed);
            return Ok(response);
        }
        let mut response = self.inner.get_response(request).await;
        floor::write_actual(response.headers_mut(), allowed);
        Ok(response)
    }
}
