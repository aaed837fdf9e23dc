//! Rocket: the table, escapes in paths, the order of fairings, and the host of HTTP/2.

use std::net::SocketAddr;

use ::hyper::client::conn::http2;
use cors_policy::Policy;
use cors_policy::rocket::Cors;
use http::Version;
use http_body_util::Empty;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rocket::fairing::AdHoc;
use rocket::http::uri::Origin;
use rocket::http::{Header, Method};
use rocket::route::{Handler, Outcome};
use rocket::{Data, Request, Response, Route};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;

use super::{
    CUSTOMER, Customer, PUBLIC, VARY, ask, ask_with_two_hosts, cases, handler_headers, select,
};
use crate::rocket_server::{serve, silent};
use crate::{ALLOWED, API, APP, NOTHING, assert_says, lines_of, send};

#[test]
fn each_request_has_its_policy() {
    let know_customer = AdHoc::on_request("customer", |request, _| {
        Box::pin(async {
            if let Some(customer) = request.headers().get_one(CUSTOMER) {
                let customer = Customer(customer.to_owned());
                request.local_cache(|| Some(customer));
            }
        })
    });
    let rocket = silent().attach(know_customer).attach(Cors::select(select()));
    let address = serve(rocket.mount("/", anything()));
    let failures = cases::all().into_iter().filter_map(|case| {
        let answer = differs(case.start, &case.lines).unwrap_or(&case.answer);
        let response = ask(address, case.start, &case.lines);
        let is_right = response.status == case.status && lines_of(&response) == answer;
        let found = (response.status, lines_of(&response));
        (!is_right).then(|| format!("{} {:?}: {found:?}", case.start, case.lines))
    });
    let failures = failures.collect::<Vec<_>>();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_says(&ask_with_two_hosts(address), 200, NOTHING);
}

/// What differs from other frameworks.
fn differs(start: &str, lines: &[&str]) -> Option<&'static [&'static str]> {
    match (start, lines) {
        // Rocket does not tell the host in the URL of an HTTP/1 request.
        ("GET http://api.example.com/by-host HTTP/1.1", ["Host: evil.example", _]) => Some(NOTHING),
        // The same, and its router ignores empty segments.
        ("GET http://evil.example/by-host HTTP/1.1" | "GET //api/users HTTP/1.1", _) => {
            Some(ALLOWED)
        }
        _ => None,
    }
}

#[derive(Clone)]
struct Handle;

#[rocket::async_trait]
impl Handler for Handle {
    async fn handle<'r>(&self, request: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let mut response = Response::new();
        for (name, value) in handler_headers(request.headers().get_one(VARY)) {
            response.adjoin_header(Header::new(name, value));
        }
        Outcome::Success(response)
    }
}

fn anything() -> Vec<Route> {
    [Method::Get, Method::Put, Method::Options]
        .map(|method| Route::new(method, "/<_..>", Handle))
        .to_vec()
}

/// Rocket decodes `%61` and ignores empty segments before it compares a path with its routes, so the policy must do the same.
#[test]
fn an_escape_selects_what_the_router_selects() {
    let by_path = Cors::select(|request| -> Option<&'static Policy> {
        Some(match request.path() {
            "/" | "/api" => &API,
            path if path.starts_with("/api/") => &API,
            _ => &PUBLIC,
        })
    });
    let routes = ["/", "/api", "/api/<_>"].map(|path| Route::new(Method::Get, path, Handle));
    let address = serve(silent().attach(by_path).mount("/", routes));
    for path in [
        "/",
        "//",
        "/api",
        "/api/",
        "//api",
        "/api/users",
        "/%61pi/users",
        "/%61%70%69/%75sers",
        "//api//users/",
        "/api/a%2Fb",
        "/api/%25",
        "/api/%2561",
        "/api/%ff",
        "/api/%C3%A9",
        "/api?/",
    ] {
        assert_says(&send(address, &format!("GET {path}"), &[APP], ""), 200, ALLOWED);
    }
    for path in
        ["/api%2Fusers", "/%2561pi", "/api%252Fusers", "/API", "/apis", "/api%00", "/%2Fapi"]
    {
        let public = ["access-control-allow-origin: *"];
        assert_says(&send(address, &format!("GET {path}"), &[APP], ""), 404, &public);
    }
}

#[test]
fn what_a_fairing_changes_is_seen_by_the_later_ones() {
    let to_api = || {
        AdHoc::on_request("to api", |request, _| {
            Box::pin(async { request.set_uri(Origin::parse("/api").expect("a path")) })
        })
    };
    let by_path = || {
        Cors::select(|request| -> Option<&'static Policy> {
            (request.path() == "/api").then_some(&API)
        })
    };
    for (rocket, lines) in [
        (silent().attach(to_api()).attach(by_path()), ALLOWED),
        (silent().attach(by_path()).attach(to_api()), NOTHING),
    ] {
        let address = serve(rocket.mount("/", anything()));
        assert_says(&send(address, "GET /", &[APP], ""), 200, lines);
    }
}

/// Over HTTP/2 the host is in the URL.
#[test]
fn the_host_of_the_url_selects() {
    let address = serve(silent().attach(Cors::select(select())).mount("/", anything()));
    for (url, host, is_allowed) in [
        ("http://api.example.com/by-host", None, true),
        ("http://API.example.com:8443/by-host", None, true),
        ("http://[::1]:8443/by-host", None, true),
        ("http://other.example.com/by-host", None, false),
        ("http://api.example.com/by-host", Some("API.example.com:80"), true),
        ("http://api.example.com/by-host", Some("evil.example"), false),
        ("http://evil.example/by-host", Some("api.example.com"), false),
    ] {
        let found = Runtime::new().expect("a runtime").block_on(is_answered(address, url, host));
        assert_eq!(found, is_allowed, "{url} {host:?}");
    }
}

async fn is_answered(address: SocketAddr, url: &str, host: Option<&str>) -> bool {
    let stream = TcpStream::connect(address).await.expect("a connection");
    let handshake = http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await;
    let (mut client, connection) = handshake.expect("a handshake");
    tokio::spawn(connection);
    let request = http::Request::get(url).version(Version::HTTP_2);
    let request = request.header("origin", "https://app.example.com");
    let request = host.into_iter().fold(request, |request, host| request.header("host", host));
    let request = request.body(Empty::<&[u8]>::new()).expect("a request");
    let response = client.send_request(request).await.expect("an answer");
    response.headers().contains_key("access-control-allow-origin")
}
