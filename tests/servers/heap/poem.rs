//! poem: as much as a middleware that sets the same headers by hand.

use std::convert::Infallible;

use ::poem::endpoint::make_sync;
use ::poem::http::StatusCode;
use ::poem::{Endpoint, EndpointExt, Response, Result};
use allocation_counter::AllocationInfo;
use cors_policy::poem::Cors;
use http::{HeaderMap, Method, header};

use super::{HeaderValue, write_preflight};
use super::{NAMES, ORIGINS, VARY, allocated, api, finish, request, respond, write_actual};

#[test]
fn poem_allocates_what_its_headers_do() {
    let cases = ORIGINS.iter().map(|origin| (Some(*origin), true));
    let refused = [None, Some("https://evil.example")].map(|origin| (origin, false));
    for (origin, is_allowed) in cases.chain(refused) {
        for already in 0..NAMES.len() {
            let by_hand = handler(already).with(make_by_hand(is_allowed));
            for policy in api() {
                let cors = handler(already).with(Cors::new(&policy));
                let observed = handler(already).with(Cors::new(&policy).on_refused(super::count));
                let selected = policy.clone();
                let selected = handler(already).with(Cors::select(move |view| {
                    view.host().is_none().then(|| selected.clone())
                }));
                for method in [Method::GET, Method::OPTIONS] {
                    let expected = measure(&by_hand, &method, origin);
                    for found in [
                        measure(&cors, &method, origin),
                        measure(&observed, &method, origin),
                        measure(&selected, &method, origin),
                    ] {
                        assert_eq!(
                            (found.count_total, found.bytes_total),
                            (expected.count_total, expected.bytes_total),
                            "{method} {origin:?}, beside {already} headers"
                        );
                    }
                }
            }
        }
    }
}

fn measure(endpoint: &impl Endpoint, method: &Method, origin: Option<&str>) -> AllocationInfo {
    let (head, ()) = request(method, origin).into_parts();
    let mut request = ::poem::Request::builder().method(head.method).finish();
    *request.headers_mut() = head.headers;
    allocated(|| finish(async { Ok::<_, Infallible>(endpoint.get_response(request).await) }))
}

/// A handler whose responses have this number of headers.
fn handler(already: usize) -> impl Endpoint<Output = Response> {
    make_sync(move |_| {
        let mut response = Response::default();
        *response.headers_mut() = respond(already).into_parts().0.headers;
        response
    })
}

/// A middleware that knows in advance whether the origin is allowed.
fn make_by_hand<E: Endpoint>(is_allowed: bool) -> impl ::poem::Middleware<E, Output = ByHand<E>> {
    ::poem::middleware::make(move |inner| ByHand { inner, is_allowed })
}

struct ByHand<E> {
    inner: E,
    is_allowed: bool,
}

impl<E: Endpoint> Endpoint for ByHand<E> {
    type Output = Response;

    async fn call(&self, request: ::poem::Request) -> Result<Response> {
        let origin = request.headers().get(header::ORIGIN).cloned();
        if request.method() == Method::OPTIONS && origin.is_some() {
            let status =
                if self.is_allowed { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN };
            let mut response = Response::builder().status(status).finish();
            self.write(response.headers_mut(), origin, |headers, origin| {
                let [methods, names] = ["GET, PUT", "Content-Type"].map(HeaderValue::from_static);
                write_preflight(headers, origin, methods, names);
            });
            return Ok(response);
        }
        let mut response = self.inner.get_response(request).await;
        self.write(response.headers_mut(), origin, write_actual);
        Ok(response)
    }
}

impl<E> ByHand<E> {
    fn write(
        &self,
        headers: &mut HeaderMap,
        origin: Option<HeaderValue>,
        write: impl FnOnce(&mut HeaderMap, HeaderValue),
    ) {
        match origin {
            Some(origin) if self.is_allowed => write(headers, origin),
            _ => _ = headers.append(header::VARY, VARY),
        }
    }
}
