//! Measures the time that each middleware adds to a tower service.

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use cors_policy::Policy;
use cors_policy::tower::Cors;
use criterion::Criterion;
use http::{HeaderValue, Request, Response};
use tower_http::cors::CorsLayer;
use tower_layer::Layer;
use tower_service::Service;

use crate::floor::{self, Floor};
use crate::policies::{self, EXACT_3, REPEATING, SIZES, STRANGER, origin, subdomain};
use crate::request::{self, Answer, Case};
use crate::table::{BY_HAND, BY_HAND_CAREFUL, NO_MIDDLEWARE, OURS, Table};
use crate::turns::{Contestant, Measured, WARM_UP, measure};

/// Every kind of request, to a policy with three origins.
pub(crate) fn cases(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to a tower service by a policy of 3 origins");
    let cors = policies::tower_http(3);
    for case in request::cases(&origin(0), STRANGER) {
        let row =
            contest(criterion, "tower", &case, &EXACT_3, &cors, floor::exact, floor::one_of_three);
        table.push(case.name, row);
    }
    table
}

/// One kind of request, to policies of every size.
pub(crate) fn sizes(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to a tower service, by the number of origins");
    for (size, exact, subdomains) in SIZES {
        let cors = policies::tower_http(size);
        for (kind, origin) in [("allowed", origin(0)), ("refused", STRANGER.to_owned())] {
            let name = format!("{size} exact, {kind}");
            let case = request::case(kind, request::actual(&origin), Answer::Ordinary);
            table.push(
                &name,
                contest(criterion, &name, &case, exact, &cors, floor::exact, floor::exact),
            );
        }
        let cors = policies::tower_http_subdomains(size);
        for (kind, origin) in [("allowed", subdomain(0)), ("refused", STRANGER.to_owned())] {
            let name = format!("{size} with `*.`, {kind}");
            let case = request::case(kind, request::actual(&origin), Answer::Ordinary);
            let row = contest(
                criterion,
                &name,
                &case,
                subdomains,
                &cors,
                floor::subdomain,
                floor::subdomain,
            );
            table.push(&name, row);
        }
    }
    table
}

/// Preflights to a policy that repeats what they ask for. A list with too many names is left out of our answer.
pub(crate) fn repeated(criterion: &mut Criterion) -> Table {
    let mut table =
        Table::of_added("Added to a tower service by a policy that repeats the request");
    let inner = Handler { answer: Answer::Empty };
    let cors = policies::tower_http_repeating();
    for (name, count) in
        [("2 names", 2), ("16 names", 16), ("64 names", 64), ("4,096 names", 4_096)]
    {
        let names = vec!["x-name"; count].join(",");
        let request = request::preflight(&origin(0), &names);
        let contestants = vec![
            contestant(NO_MIDDLEWARE, inner, &request),
            contestant(OURS, Cors::new(&REPEATING, inner), &request),
            contestant("`tower-http`", cors.layer(inner), &request),
        ];
        table.push(name, measure(criterion, "tower, repeated", name, contestants));
    }
    table
}

/// Measures every middleware with one request. `decide` compares by hand as little as the request allows, and `careful`
/// compares with all origins of the policy, unless there are too many to write them down.
pub(crate) fn contest<D, C>(
    criterion: &mut Criterion,
    group: &str,
    case: &Case,
    policy: &'static Policy,
    cors: &CorsLayer,
    decide: D,
    careful: C,
) -> Option<Vec<Measured>>
where
    D: Fn(&HeaderValue) -> Option<HeaderValue> + Copy,
    C: Fn(&HeaderValue) -> Option<HeaderValue> + Copy,
{
    let Case { name, request, answer } = case;
    let inner = Handler { answer: *answer };
    let contestants = vec![
        contestant(NO_MIDDLEWARE, inner, request),
        contestant(BY_HAND, Floor::new(inner, decide), request),
        contestant(BY_HAND_CAREFUL, Floor::careful(inner, careful), request),
        contestant(OURS, Cors::new(policy, inner), request),
        contestant("`tower-http`", cors.layer(inner), request),
    ];
    measure(criterion, group, name, contestants)
}

/// Calls a service many times with the same request.
fn contestant<'a, S>(name: &'static str, service: S, request: &'a Request<()>) -> Contestant<'a>
where
    S: Service<Request<()>, Response = Response<()>, Error = Infallible> + 'a,
{
    contestant_of_many(name, service, std::slice::from_ref(request))
}

/// Calls a service many times, with one request after the other. The requests are made before the clock starts.
pub(crate) fn contestant_of_many<'a, S>(
    name: &'static str,
    mut service: S,
    requests: &'a [Request<()>],
) -> Contestant<'a>
where
    S: Service<Request<()>, Response = Response<()>, Error = Infallible> + 'a,
{
    let mut all = requests.iter().cycle();
    Contestant::new(name, move |times| {
        let mut serve = |request| {
            let mut future = pin!(service.call(black_box(request)));
            let response = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(black_box(response).is_ready(), "no service here waits for anything");
        };
        let mut take = |times| all.by_ref().take(times).cloned().collect::<Vec<_>>();
        take(WARM_UP).into_iter().for_each(&mut serve);
        let requests = take(times);
        let start = Instant::now();
        requests.into_iter().for_each(serve);
        start.elapsed()
    })
}

/// The service behind every middleware.
#[derive(Clone, Copy)]
pub(crate) struct Handler {
    pub(crate) answer: Answer,
}

impl Service<Request<()>> for Handler {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<()>) -> Self::Future {
        drop(request);
        ready(Ok(self.answer.response()))
    }
}
