//! warp: the table, and two parts of one app.

use ::warp::http::Response;
use ::warp::{Filter, ext, header, path};
use cors_policy::Policy;
use cors_policy::tower::CorsLayer;
use http::Request;
use tower::Layer;
use tower::util::MapRequestLayer;

use super::{CUSTOMER, Customer, VARY, ask_with_two_hosts, handler_headers, run, select};
use crate::warp::serve;
use crate::{ALLOWED, API, APP, EVIL, NOTHING, OTHER, assert_says, send};

#[test]
fn each_request_has_its_policy() {
    let routes = header::optional::<String>(VARY).map(|vary: Option<String>| {
        let headers = handler_headers(vary.as_deref());
        let response = headers
            .fold(Response::builder(), |response, (name, value)| response.header(name, value));
        response.body("")
    });
    let cors = CorsLayer::select(select()).layer(::warp::service(routes));
    let address = serve(MapRequestLayer::new(know_customer).layer(cors));
    run(address);
    assert_says(&ask_with_two_hosts(address), 200, NOTHING);
}

fn know_customer<B>(mut request: Request<B>) -> Request<B> {
    if let Some(customer) = request.headers().get(CUSTOMER).and_then(|text| text.to_str().ok()) {
        let customer = Customer(customer.to_owned());
        request.extensions_mut().insert(customer);
    }
    request
}

/// A filter cannot have a layer, but the layer in front of all filters can select by path. What it selects by, filters see too.
#[test]
fn parts_of_an_app_have_their_policies() {
    let one = path!("one" / "users").map(|| "ada");
    let other = path!("other" / "users").and(ext::optional::<Customer>()).map(|_| "ada");
    let layer = CorsLayer::select(|request| -> Option<&'static Policy> {
        match request.path().split('/').nth(1)? {
            "one" => Some(&API),
            "other" => Some(&OTHER),
            _ => None,
        }
    });
    let address = serve(layer.layer(::warp::service(one.or(other))));
    let credentials = ["access-control-allow-credentials: true", ALLOWED[0], "vary: Origin"];
    assert_says(&send(address, "GET /one/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /one/nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "GET /other/users", &[APP], ""), 200, &credentials);
    assert_says(&send(address, "GET /other/users", &[EVIL], ""), 200, &["vary: Origin"]);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, NOTHING);
}
