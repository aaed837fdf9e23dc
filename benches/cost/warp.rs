//! Measures the time that each middleware adds to the filters of warp.

use std::convert::Infallible;
use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Instant;

use ::warp::Filter;
use cors_policy::tower::Cors;
use criterion::Criterion;
use http::Request;
use tower_service::Service;

use crate::policies::{self, EXACT_3, STRANGER, origin};
use crate::request::{self, Case};
use crate::table::{NO_MIDDLEWARE, OURS, Table};
use crate::turns::{Contestant, WARM_UP, measure};

/// Every kind of request, to a policy with three origins. The filter of warp reads each name that a preflight asks for and refuses
/// unknown ones, so the preflight with 16 KiB of names is left out.
pub(crate) fn cases(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to filters of warp by a policy of 3 origins");
    for Case { name, request, answer } in request::cases(&origin(0), STRANGER) {
        if name.contains("16 KiB") {
            continue;
        }
        let routes = ::warp::any().map(move || answer.response().map(|()| ""));
        let with_cors = routes.with(policies::warp_cors(3));
        let contestants = vec![
            contestant(NO_MIDDLEWARE, ::warp::service(routes), &request),
            contestant(OURS, Cors::new(&EXACT_3, ::warp::service(routes)), &request),
            contestant("`warp::cors`", ::warp::service(with_cors), &request),
        ];
        table.push(name, measure(criterion, "warp", name, contestants));
    }
    table
}

/// Calls a service many times. The requests are made before the clock starts.
fn contestant<'a, S>(name: &'static str, mut service: S, request: &'a Request<()>) -> Contestant<'a>
where
    S: Service<Request<String>, Error = Infallible> + 'a,
{
    Contestant::new(name, move |times| {
        let mut serve = |request| {
            let mut future = pin!(service.call(black_box(request)));
            let response = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(black_box(response).is_ready(), "no filter here waits for anything");
        };
        let request = request.clone().map(|()| String::new());
        vec![request.clone(); WARM_UP].into_iter().for_each(&mut serve);
        let requests = vec![request; times];
        let start = Instant::now();
        requests.into_iter().for_each(serve);
        start.elapsed()
    })
}
