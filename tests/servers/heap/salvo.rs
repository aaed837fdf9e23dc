//! salvo: as often as a hoop that sets the same headers by hand. salvo puts the future of each hoop into a box, and that of the
//! adapter is larger, always by the same number of bytes.

use std::collections::HashSet;
use std::convert::Infallible;

use ::salvo::http::{ResBody, StatusCode};
use ::salvo::{Depot, FlowCtrl, Handler, Request, Response, Router, Service, async_trait};
use allocation_counter::AllocationInfo;
use cors_policy::salvo::Cors;
use http::uri::Scheme;
use http::{Method, header};

use super::{HeaderValue, write_preflight};
use super::{NAMES, ORIGINS, VARY, allocated, api, finish, request, respond, write_actual};

#[test]
fn salvo_allocates_what_its_headers_do() {
    let mut larger = HashSet::new();
    // The first request of a program makes what belongs to all services.
    measure(&service(0, ByHand { is_allowed: true }), &Method::GET, None);
    let cases = ORIGINS.iter().map(|origin| (Some(*origin), true));
    let refused = [None, Some("https://evil.example")].map(|origin| (origin, false));
    for (origin, is_allowed) in cases.chain(refused) {
        for already in 0..NAMES.len() {
            let by_hand = service(already, ByHand { is_allowed });
            for policy in api() {
                let cors = service(already, Cors::new(&policy));
                let observed = service(already, Cors::new(&policy).on_refused(super::count));
                let selected = policy.clone();
                let selected = service(
                    already,
                    Cors::select(move |view| view.host().is_none().then(|| selected.clone())),
                );
                for method in [Method::GET, Method::OPTIONS] {
                    let expected = measure(&by_hand, &method, origin);
                    for found in [
                        measure(&cors, &method, origin),
                        measure(&observed, &method, origin),
                        measure(&selected, &method, origin),
                    ] {
                        assert_eq!(
                            found.count_total, expected.count_total,
                            "{method} {origin:?}, beside {already} headers"
                        );
                        larger.insert(found.bytes_total.checked_sub(expected.bytes_total));
                    }
                }
            }
        }
    }
    assert_eq!(larger.len(), 1, "{larger:?}");
}

fn measure(service: &Service, method: &Method, origin: Option<&str>) -> AllocationInfo {
    let request =
        Request::from_hyper(request(method, origin).map(|()| String::new()), Scheme::HTTP);
    allocated(|| finish(async { Ok::<_, Infallible>(service.handle(request).await) }))
}

fn service(already: usize, hoop: impl Handler) -> Service {
    Service::new(Router::new().goal(Respond { already })).hoop(hoop)
}

/// A handler whose responses have this number of headers.
struct Respond {
    already: usize,
}

#[async_trait]
impl Handler for Respond {
    async fn handle(
        &self,
        _: &mut Request,
        _: &mut Depot,
        response: &mut Response,
        _: &mut FlowCtrl,
    ) {
        response.set_headers(respond(self.already).into_parts().0.headers);
        response.body(ResBody::Once("x".into()));
    }
}

/// A hoop that knows in advance whether the origin is allowed.
struct ByHand {
    is_allowed: bool,
}

#[async_trait]
impl Handler for ByHand {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        flow: &mut FlowCtrl,
    ) {
        let origin = request.headers().get(header::ORIGIN).cloned();
        let is_preflight = request.method() == Method::OPTIONS && origin.is_some();
        if is_preflight {
            let status =
                if self.is_allowed { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN };
            response.status_code(status).body(ResBody::Once("".into()));
            flow.skip_rest();
        } else {
            flow.call_next(request, depot, response).await;
        }
        let headers = response.headers_mut();
        match origin {
            Some(origin) if self.is_allowed && is_preflight => {
                let [methods, names] = ["GET, PUT", "Content-Type"].map(HeaderValue::from_static);
                write_preflight(headers, origin, methods, names);
            }
            Some(origin) if self.is_allowed => write_actual(headers, origin),
            _ => _ = headers.append(header::VARY, VARY),
        }
    }
}
