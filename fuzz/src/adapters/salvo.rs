//! `salvo::Cors` in front of a handler, without a `Service` around them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cors_policy::salvo::Cors;
use http::HeaderMap;
use http::uri::Scheme;
use salvo_core::http::{ResBody, StatusCode, StatusError};
use salvo_core::{Depot, FlowCtrl, Handler, Request, Response, async_trait};

use super::{Answer, Exchange, Outcome, http_headers, map_of, now};

pub(super) fn call(exchange: &Exchange) -> Outcome {
    let script = Arc::new(Script {
        status: exchange.status.try_into().expect("it is a status"),
        headers: map_of(&exchange.response),
        is_error: exchange.is_error,
        is_called: AtomicBool::new(false),
    });
    let handlers: [Arc<dyn Handler>; 2] =
        [Arc::new(Cors::new(exchange.policy)), Arc::new(Played(Arc::clone(&script)))];
    let request = exchange.http_request().map(|()| String::new());
    let mut request = Request::from_hyper(request, Scheme::HTTP);
    let (mut depot, mut response) = (Depot::new(), Response::new());
    let mut flow = FlowCtrl::new(handlers.to_vec());
    now(flow.call_next(&mut request, &mut depot, &mut response));
    Outcome::Answer(Answer {
        status: response.status_code.expect("the handler or the policy sets it").as_u16(),
        headers: http_headers(&response.headers),
        is_called: script.is_called.load(Ordering::Relaxed),
    })
}

/// The response of the handler, and whether the handler was called.
#[derive(Debug)]
struct Script {
    status: StatusCode,
    headers: HeaderMap,
    /// Whether a catcher makes the page of the response.
    is_error: bool,
    is_called: AtomicBool,
}

struct Played(Arc<Script>);

#[async_trait]
impl Handler for Played {
    async fn handle(
        &self,
        _: &mut Request,
        _: &mut Depot,
        response: &mut Response,
        _: &mut FlowCtrl,
    ) {
        let Script { status, headers, is_error, is_called } = &*self.0;
        is_called.store(true, Ordering::Relaxed);
        response.status_code(*status).set_headers(headers.clone());
        if *is_error {
            response.body(ResBody::Error(StatusError::internal_server_error()));
        }
    }
}
