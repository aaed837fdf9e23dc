//! Measures the time that each hoop adds to a salvo handler.

use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Instant;

use cors_policy::salvo::Cors;
use criterion::Criterion;
use http::uri::Scheme;
use http::{Method, StatusCode, header};
use salvo_core::http::ResBody;
use salvo_core::{Depot, FlowCtrl, Handler, Request, Response, async_trait};

use crate::floor;
use crate::policies::{self, EXACT_3, STRANGER, origin};
use crate::request::{self, Answer, Case};
use crate::table::{BY_HAND, NO_MIDDLEWARE, OURS, Table};
use crate::turns::{Contestant, WARM_UP, measure};

/// Every kind of request, to a policy with three origins.
pub(crate) fn cases(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to a salvo handler by a policy of 3 origins");
    for case in request::cases(&origin(0), STRANGER) {
        let inner: Arc<dyn Handler> = Arc::new(Answering { answer: case.answer });
        let behind = |hoop: Arc<dyn Handler>| vec![hoop, Arc::clone(&inner)];
        let contestants = vec![
            contestant(NO_MIDDLEWARE, vec![Arc::clone(&inner)], &case),
            contestant(BY_HAND, behind(Arc::new(Floor)), &case),
            contestant(OURS, behind(Arc::new(Cors::new(&EXACT_3))), &case),
            contestant("`salvo-cors`", behind(Arc::new(policies::salvo_cors(3))), &case),
        ];
        table.push(case.name, measure(criterion, "salvo", case.name, contestants));
    }
    table
}

/// Lets a chain of handlers answer many times. Requests and chains are made before the clock starts.
fn contestant<'a>(
    name: &'static str,
    handlers: Vec<Arc<dyn Handler>>,
    case: &'a Case,
) -> Contestant<'a> {
    Contestant::new(name, move |times| {
        let serve = |(mut request, mut flow): (Request, FlowCtrl)| {
            let (mut depot, mut response) = (Depot::new(), Response::new());
            {
                let request = black_box(&mut request);
                let mut future = pin!(flow.call_next(request, &mut depot, &mut response));
                let done = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                assert!(done.is_ready(), "no handler here waits for anything");
            }
            drop(black_box(response));
        };
        let one = || (request_of(case), FlowCtrl::new(handlers.clone()));
        let take = |times| (0..times).map(|_| one()).collect::<Vec<_>>();
        take(WARM_UP).into_iter().for_each(&serve);
        let requests = take(times);
        let start = Instant::now();
        requests.into_iter().for_each(serve);
        start.elapsed()
    })
}

fn request_of(case: &Case) -> Request {
    Request::from_hyper(case.request.clone().map(|()| String::new()), Scheme::HTTP)
}

/// The handler behind every hoop.
struct Answering {
    answer: Answer,
}

#[async_trait]
impl Handler for Answering {
    async fn handle(
        &self,
        _: &mut Request,
        _: &mut Depot,
        response: &mut Response,
        _: &mut FlowCtrl,
    ) {
        response.status_code(StatusCode::OK);
        response.set_headers(self.answer.response().into_parts().0.headers);
    }
}

/// The headers, written by hand in front of the handler.
struct Floor;

#[async_trait]
impl Handler for Floor {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        flow: &mut FlowCtrl,
    ) {
        let headers = request.headers();
        let origin = headers.get(header::ORIGIN);
        let allowed = origin.and_then(floor::exact);
        if origin.is_some()
            && request.method() == Method::OPTIONS
            && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
        {
            let status =
                if allowed.is_some() { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN };
            response.status_code(status).body(ResBody::Once("".into()));
            floor::write_preflight(response.headers_mut(), allowed);
            flow.skip_rest();
            return;
        }
        flow.call_next(request, depot, response).await;
        floor::write_actual(response.headers_mut(), allowed);
    }
}
