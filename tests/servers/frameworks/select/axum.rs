//! axum: the table, nested routers, and a header map that is full.

use std::convert::Infallible;

use ::axum::Router;
use ::axum::extract::{OriginalUri, Request};
use ::axum::response::{AppendHeaders, IntoResponse};
use ::axum::routing::{any, get};
use cors_policy::Policy;
use cors_policy::tower::CorsLayer;
use http::{HeaderMap, HeaderName, HeaderValue, Response, header};
use tokio::runtime::Runtime;
use tower::util::MapRequestLayer;
use tower::{Layer, ServiceExt, service_fn};

use super::{CUSTOMER, Customer, VARY, ask, ask_with_two_hosts, handler_headers, run, select};
use crate::axum::serve;
use crate::{ALLOWED, ANSWERED, API, APP, NOTHING, PUT, assert_says, send};

#[test]
fn each_request_has_its_policy() {
    let app = Router::new().fallback(any(handle)).layer(CorsLayer::select(select()));
    let address = serve(app.layer(MapRequestLayer::new(know_customer)));
    run(address);
    assert_says(&ask_with_two_hosts(address), 200, NOTHING);
}

async fn handle(request: Request) -> impl IntoResponse {
    let vary = request.headers().get(VARY).and_then(|vary| vary.to_str().ok());
    AppendHeaders(handler_headers(vary).collect::<Vec<_>>())
}

fn know_customer(mut request: Request) -> Request {
    if let Some(customer) = request.headers().get(CUSTOMER).and_then(|text| text.to_str().ok()) {
        let customer = Customer(customer.to_owned());
        request.extensions_mut().insert(customer);
    }
    request
}

/// In a router that was nested, the path has no prefix. The URL as it was sent is in an extension.
#[test]
fn a_nested_router_sees_the_rest_of_the_path() {
    let by_rest = || {
        CorsLayer::select(|request| -> Option<&'static Policy> {
            (request.path() == "/users").then_some(&API)
        })
    };
    let by_whole = CorsLayer::select(|request| -> Option<&'static Policy> {
        let OriginalUri(whole) = request.extension()?;
        (whole.path() == "/whole/users").then_some(&API)
    });
    let routes = || Router::new().route("/users", get("ada"));
    let app = Router::new()
        .nest("/nest", routes().layer(by_rest()))
        .nest_service("/service", routes().layer(by_rest()))
        .nest("/whole", routes().layer(by_whole));
    let address = serve(app);
    assert_says(&send(address, "GET /nest/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /service/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /service/nowhere", &[APP], ""), 404, NOTHING);
    assert_says(&send(address, "GET /whole/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /whole/users", &[APP, PUT], ""), 204, ANSWERED);
}

#[test]
fn a_layer_outside_of_nested_routers_sees_the_whole_path() {
    let routes = || Router::new().route("/users", get("ada"));
    let app = Router::new()
        .nest("/api", routes())
        .nest("/configured", routes())
        .nest_service("/elsewhere", routes())
        .layer(CorsLayer::select(select()));
    let address = serve(app);
    let configured = ["access-control-allow-credentials: true", ALLOWED[0], "vary: Origin"];
    assert_says(&send(address, "GET /api/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /api/nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "GET /configured/users", &[APP], ""), 200, &configured);
    assert_says(&send(address, "GET /elsewhere/users", &[APP], ""), 200, NOTHING);
}

/// axum compares a path as it was sent, so escapes lead neither to the route nor to its policy.
#[test]
fn an_escape_selects_what_the_router_selects() {
    let app = Router::new().route("/api/users", get("ada")).layer(CorsLayer::select(select()));
    let address = serve(app);
    assert_says(&send(address, "GET /api/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /%61pi/users", &[APP], ""), 404, NOTHING);
    assert_says(&send(address, "OPTIONS /%61pi/users", &[APP, PUT], ""), 403, NOTHING);
}

#[test]
fn a_layer_selects_in_front_of_one_route_too() {
    let route = get("ada").layer(CorsLayer::select(select()));
    let address = serve(Router::new().route("/by-host", route));
    let response = ask(address, "GET /by-host HTTP/1.1", &["Host: api.example.com", APP]);
    assert_says(&response, 200, ALLOWED);
}

/// If `Vary` does not fit, a cache could give the answer for one tenant to another. So nothing is allowed.
#[test]
fn a_full_header_map_allows_nothing() {
    let runtime = Runtime::new().expect("a runtime");
    for has_room_for_vary in [false, true] {
        let handler = service_fn(|_: http::Request<()>| async move {
            let mut response = Response::new(());
            fill(response.headers_mut(), has_room_for_vary);
            Ok::<_, Infallible>(response)
        });
        let request = http::Request::get("/by-header")
            .header("X-Tenant", "public")
            .header(header::ORIGIN, "https://app.example.com");
        let service = CorsLayer::select(select()).layer(handler);
        let Ok(response) = runtime.block_on(service.oneshot(request.body(()).expect("a request")));
        assert_eq!(response.headers().contains_key(header::VARY), has_room_for_vary);
        assert!(!response.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
    }
}

/// Fills the map up to its limit. The policy removes a CORS header, so there is room for one other.
fn fill(headers: &mut HeaderMap, with_a_cors_header: bool) {
    let value = HeaderValue::from_static("x");
    if with_a_cors_header {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, value.clone());
    }
    let name = |n: usize| HeaderName::try_from(format!("x-{n}")).expect("a name");
    let mut numbers = 0..;
    while numbers.next().is_some_and(|n| headers.try_insert(name(n), value.clone()).is_ok()) {}
}
