//! poem: the table, nested routes, and escapes in paths.

use ::poem::endpoint::make_sync;
use ::poem::middleware::{NormalizePath, TrailingSlash};
use ::poem::{EndpointExt, Request, Response, Route, get};
use cors_policy::Policy;
use cors_policy::poem::Cors;

use super::{CUSTOMER, Customer, PUBLIC, VARY, ask_with_two_hosts, handler_headers, run, select};
use crate::poem::serve;
use crate::{ALLOWED, ANSWERED, API, APP, NOTHING, PUT, assert_says, send};

#[test]
fn each_request_has_its_policy() {
    let know_customer = async |mut request: Request| {
        if let Some(customer) = request.header(CUSTOMER).map(|text| Customer(text.to_owned())) {
            request.set_data(customer);
        }
        Ok(request)
    };
    let address = serve(
        make_sync(|request| handle(&request)).with(Cors::select(select())).before(know_customer),
    );
    run(address);
    assert_says(&ask_with_two_hosts(address), 200, NOTHING);
}

fn handle(request: &Request) -> Response {
    handler_headers(request.header(VARY))
        .fold(Response::builder(), |response, (name, value)| response.header(name, value))
        .finish()
}

/// `nest` removes the prefix of the path, and `nest_no_strip` does not.
#[test]
fn a_nested_route_sees_what_its_routes_see() {
    let by_path = || {
        Cors::select(|request| -> Option<&'static Policy> {
            (request.path() == "/users").then_some(&API)
        })
    };
    let hello = || get(make_sync(|_| "hello"));
    let address = serve(
        Route::new()
            .nest("/api", Route::new().at("/users", hello()).with(by_path()))
            .nest_no_strip("/whole", Route::new().at("/whole/users", hello()).with(by_path()))
            .with(NormalizePath::new(TrailingSlash::Trim)),
    );
    for path in ["/api/users", "/api/users/", "/api//users"] {
        assert_says(&send(address, &format!("GET {path}"), &[APP], ""), 200, ALLOWED);
        assert_says(&send(address, &format!("OPTIONS {path}"), &[APP, PUT], ""), 204, ANSWERED);
    }
    assert_says(&send(address, "GET /api/nowhere", &[APP], ""), 404, NOTHING);
    assert_says(&send(address, "GET /whole/users", &[APP], ""), 200, NOTHING);
}

/// poem does not decode `%61` before it compares a path with its routes.
#[test]
fn an_escape_selects_what_the_route_selects() {
    let by_path = Cors::select(|request| -> Option<&'static Policy> {
        Some(if request.path().starts_with("/api/") { &API } else { &PUBLIC })
    });
    let route = Route::new().at("/api/users", get(make_sync(|_| "hello")));
    let address = serve(route.with(by_path));
    assert_says(&send(address, "GET /api/users", &[APP], ""), 200, ALLOWED);
    let any = ["access-control-allow-origin: *"];
    assert_says(&send(address, "GET /%61pi/users", &[APP], ""), 404, &any);
}
