//! salvo: the table, routers, and escapes in paths.

use ::salvo::{Request, Response, Router, Service, handler};
use cors_policy::Policy;
use cors_policy::salvo::Cors;

use super::{CUSTOMER, Customer, PUBLIC, VARY, ask_with_two_hosts, handler_headers, run, select};
use crate::salvo::serve;
use crate::{ALLOWED, ANSWERED, API, APP, NOTHING, PUT, assert_says, send};

#[test]
fn each_request_has_its_policy() {
    let router = Router::with_path("{**rest}").goal(handle);
    let address = serve(Service::new(router).hoop(know_customer).hoop(Cors::select(select())));
    run(address);
    assert_says(&ask_with_two_hosts(address), 200, NOTHING);
}

#[handler]
async fn know_customer(request: &mut Request) {
    let customer = request.header::<String>(CUSTOMER);
    if let Some(customer) = customer {
        request.extensions_mut().insert(Customer(customer));
    }
}

#[handler]
async fn handle(request: &mut Request, response: &mut Response) {
    let vary = request.headers().get(VARY).and_then(|vary| vary.to_str().ok());
    for (name, value) in handler_headers(vary) {
        response.add_header(name, value, false).expect("a header");
    }
}

#[test]
fn a_hoop_of_a_router_sees_the_whole_path() {
    let by_path = Cors::select(|request| -> Option<&'static Policy> {
        (request.path() == "/api/users").then_some(&API)
    });
    let api = Router::with_path("api").hoop(by_path);
    let address = serve(Service::new(api.push(Router::with_path("{name}").goal(hello))));
    assert_says(&send(address, "GET /api/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /api/users", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "GET /api/others", &[APP], ""), 200, NOTHING);
}

/// salvo decodes `%61` before it compares a path with its routes, and merges slashes. The path of the view is the one that
/// was sent, so whatever is spelled in another way gets the policy that allows less.
#[test]
fn another_spelling_of_a_path_is_another_path() {
    let by_path = Cors::select(|request| -> Option<&'static Policy> {
        match request.path() {
            "/api/users" => Some(&API),
            "/api/catalogue" => Some(&PUBLIC),
            _ => None,
        }
    });
    let router = Router::with_path("api").push(Router::with_path("{name}").get(hello));
    let address = serve(Service::new(router).hoop(by_path));
    assert_says(&send(address, "GET /api/users", &[APP], ""), 200, ALLOWED);
    for path in ["/%61pi/users", "/api/%75sers", "//api/users", "/api/users/", "/api//catalogue"] {
        assert_says(&send(address, &format!("GET {path}"), &[APP], ""), 200, NOTHING);
    }
}

#[handler]
async fn hello() -> &'static str {
    "hello"
}
