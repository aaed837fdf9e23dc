//! Measures the time that each middleware adds to a hyper service.

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Instant;

use cors_policy::hyper::Cors;
use criterion::Criterion;
use http::{Request, Response};
use hyper::service::Service;

use crate::floor::{self, Floor};
use crate::policies::{EXACT_3, STRANGER, origin};
use crate::request::{self, Answer, Case};
use crate::table::{BY_HAND, NO_MIDDLEWARE, OURS, Table};
use crate::turns::{Contestant, WARM_UP, measure};

/// Every kind of request, to a policy with three origins.
pub(crate) fn cases(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to a hyper service by a policy of 3 origins");
    for Case { name, request, answer } in request::cases(&origin(0), STRANGER) {
        let inner = Handler { answer };
        let contestants = vec![
            contestant(NO_MIDDLEWARE, inner, &request),
            contestant(BY_HAND, Floor::new(inner, floor::exact), &request),
            contestant(OURS, Cors::new(&EXACT_3, inner), &request),
        ];
        table.push(name, measure(criterion, "hyper", name, contestants));
    }
    table
}

/// Calls a service many times. The requests are made before the clock starts.
fn contestant<'a, S>(name: &'static str, service: S, request: &'a Request<()>) -> Contestant<'a>
where
    S: Service<Request<()>, Error = Infallible> + 'a,
{
    Contestant::new(name, move |times| {
        let serve = |request| {
            let mut future = pin!(service.call(black_box(request)));
            let response = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(black_box(response).is_ready(), "no service here waits for anything");
        };
        vec![request.clone(); WARM_UP].into_iter().for_each(&serve);
        let requests = vec![request.clone(); times];
        let start = Instant::now();
        requests.into_iter().for_each(serve);
        start.elapsed()
    })
}

/// The service behind every middleware.
#[derive(Clone, Copy)]
struct Handler {
    answer: Answer,
}

impl Service<Request<()>> for Handler {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn call(&self, request: Request<()>) -> Self::Future {
        drop(request);
        ready(Ok(self.answer.response()))
    }
}
