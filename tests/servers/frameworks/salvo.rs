//! salvo: hoops on the service and on routers, catchers, and other hoops.

use std::io;
use std::net::SocketAddr;
use std::thread;

use ::salvo::catch_panic::CatchPanic;
use ::salvo::catcher::Catcher;
use ::salvo::conn::tcp::TcpAcceptor;
use ::salvo::http::StatusCode;
use ::salvo::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue, VARY};
use ::salvo::http::{Mime, ParseError, StatusError};
use ::salvo::{FlowCtrl, Request, Response, Router, Server, Service, handler};
use cors_policy::guard::OriginGuard;
use cors_policy::salvo::Cors;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncWriteExt, copy, split};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::socket;
use crate::{
    ALLOWED, ANSWERED, API, APP, EVIL, NOTHING, OTHER, PUT, REFUSED, assert_says, lines_of, send,
    upgrade,
};

#[test]
fn errors_of_routers_and_handlers_carry_the_headers() {
    let router = Router::new()
        .push(Router::with_path("users").get(hello))
        .push(Router::with_path("fails").get(fails))
        .push(Router::with_path("json").put(json))
        .push(Router::with_path("teapot").get(teapot));
    let address = serve(Service::new(router).hoop(Cors::new(&API)));
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "GET /nowhere", &[EVIL], ""), 404, REFUSED);
    assert_says(&send(address, "GET /nowhere", &[], ""), 404, REFUSED);
    let response = send(address, "PUT /users", &[APP], "");
    assert_says(&response, 405, ALLOWED);
    assert!(response.headers.contains(&("allow".to_owned(), "GET".to_owned())));
    assert_says(&send(address, "GET /fails", &[APP], ""), 502, ALLOWED);
    assert_says(&send(address, "GET /fails", &[EVIL], ""), 502, REFUSED);
    assert_says(&send(address, "PUT /json", &[APP], "["), 400, ALLOWED);
    // Its CORS header is removed, and its line of `Vary` stays.
    let mut lines = ALLOWED.to_vec();
    lines.push("vary: Accept");
    lines.sort_unstable();
    assert_says(&send(address, "GET /teapot", &[APP], ""), 418, &lines);
    assert_says(&send(address, "GET /teapot", &[EVIL], ""), 418, &["vary: Accept", "vary: Origin"]);
    assert_says(&send(address, "OPTIONS /users", &[APP], ""), 405, ALLOWED);
}

#[test]
fn a_preflight_is_answered_whether_a_route_matches_or_not() {
    let router = Router::new()
        .push(Router::with_path("users").get(hello))
        .push(Router::with_path("all").goal(panics));
    for service in [
        Service::new(router).hoop(Cors::new(&API)),
        Service::new(Router::new()).hoop(Cors::new(&API)).catcher(Catcher::new(page)),
    ] {
        let address = serve(service);
        for path in ["/users", "/all", "/nowhere"] {
            let start = format!("OPTIONS {path}");
            assert_says(&send(address, &start, &[APP, PUT], ""), 204, ANSWERED);
            // No catcher writes a page.
            let refused = send(address, &start, &[EVIL, PUT], "");
            assert_says(&refused, 403, REFUSED);
            assert_eq!(refused.body, "");
            assert!(refused.headers.contains(&("content-length".to_owned(), "0".to_owned())));
        }
    }
}

#[test]
fn the_page_of_a_catcher_carries_the_headers() {
    let router = || Router::with_path("users").get(hello);
    let address =
        serve(Service::new(router()).catcher(Catcher::default().hoop(page)).hoop(Cors::new(&API)));
    let response = send(address, "GET /nowhere", &[APP], "");
    assert_says(&response, 404, ALLOWED);
    assert_eq!(response.body, "sorry");
    assert_says(&send(address, "GET /nowhere", &[EVIL], ""), 404, REFUSED);
    // A service also makes an error of a response whose type is not allowed.
    let types = vec!["application/json".parse::<Mime>().expect("a type")];
    let service = Service::new(router()).allowed_media_types(types).hoop(Cors::new(&API));
    assert_says(&send(serve(service), "GET /users", &[APP], ""), 415, ALLOWED);
}

/// A catcher runs after all hoops of the service, so what it adds stays, unless it has the policy too.
#[test]
fn a_catcher_that_sets_cors_headers_needs_the_policy_too() {
    let service = |catcher: Catcher| {
        serve(Service::new(Router::new()).catcher(catcher).hoop(Cors::new(&API)))
    };
    let bare = service(Catcher::default().hoop(widen));
    let response = send(bare, "GET /nowhere", &[EVIL], "");
    assert_says(
        &response,
        404,
        &["access-control-allow-origin: *", "vary: Accept", "vary: Origin"],
    );
    let covered = service(Catcher::default().hoop(Cors::new(&API)).hoop(widen));
    assert_says(
        &send(covered, "GET /nowhere", &[EVIL], ""),
        404,
        &["vary: Accept", "vary: Origin"],
    );
    let mut lines = ALLOWED.to_vec();
    lines.push("vary: Accept");
    lines.sort_unstable();
    let response = send(covered, "GET /nowhere", &[APP], "");
    assert_says(&response, 404, &lines);
    assert!(response.body.contains("404"), "{}", response.body);
}

/// salvo runs the hoops of a router only if one of its routes matches the path and the method.
#[test]
fn a_hoop_on_a_router_sees_only_what_a_route_matches() {
    let router = Router::new()
        .hoop(Cors::new(&API))
        .push(Router::with_path("users").get(hello))
        .push(Router::with_path("options").get(hello).options(hello))
        .push(Router::with_path("all").goal(hello));
    let address = serve(Service::new(router));
    for path in ["/users", "/options", "/all"] {
        assert_says(&send(address, &format!("GET {path}"), &[APP], ""), 200, ALLOWED);
    }
    assert_says(&send(address, "OPTIONS /users", &[APP, PUT], ""), 405, NOTHING);
    assert_says(&send(address, "PUT /users", &[APP], ""), 405, NOTHING);
    assert_says(&send(address, "OPTIONS /options", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "OPTIONS /all", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, NOTHING);
    assert_says(&send(address, "OPTIONS /nowhere", &[APP, PUT], ""), 404, NOTHING);
}

/// A last route that takes everything lets the hoop of a router see everything below its path.
#[test]
fn a_router_with_a_route_for_the_rest_is_covered_as_a_whole() {
    let api = Router::with_path("api")
        .hoop(Cors::new(&API))
        .push(Router::with_path("users").get(hello))
        .push(Router::with_path("{**rest}").goal(nowhere));
    let other = Router::with_path("other").hoop(Cors::new(&OTHER)).goal(hello);
    let address = serve(Service::new(Router::new().push(api).push(other)));
    assert_says(&send(address, "GET /api/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /api/users", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "GET /api/nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "PUT /api/users", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "OPTIONS /api/nowhere", &[APP, PUT], ""), 204, ANSWERED);
    assert_says(&send(address, "GET /other", &[APP], ""), 200, OTHER_ALLOWS);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, NOTHING);
}

#[test]
fn of_two_policies_the_first_one_is_seen() {
    let router = Router::with_path("users").hoop(Cors::new(&OTHER)).goal(hello);
    let service = Service::new(router).hoop(Cors::new(&API)).hoop(Cors::new(&OTHER));
    let address = serve(service);
    assert_says(&send(address, "GET /users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /users", &[EVIL], ""), 200, REFUSED);
    assert_says(&send(address, "GET /nowhere", &[APP], ""), 404, ALLOWED);
    assert_says(&send(address, "OPTIONS /users", &[APP, PUT], ""), 204, ANSWERED);
}

#[test]
fn answers_of_a_later_hoop_carry_the_headers_and_of_an_earlier_one_do_not() {
    let router = || Router::new().get(hello);
    let inside = serve(Service::new(router()).hoop(Cors::new(&API)).hoop(deny));
    assert_says(&send(inside, "GET /", &[APP], ""), 401, ALLOWED);
    assert_says(&send(inside, "GET /", &[EVIL], ""), 401, REFUSED);
    assert_says(&send(inside, "OPTIONS /", &[APP, PUT], ""), 204, ANSWERED);
    let outside = serve(Service::new(router()).hoop(deny).hoop(Cors::new(&API)));
    assert_says(&send(outside, "GET /", &[APP], ""), 401, NOTHING);
    assert_says(&send(outside, "OPTIONS /", &[APP, PUT], ""), 401, NOTHING);
}

/// What an earlier hoop has set is replaced too, and so is what a hoop sets that stops the others.
#[test]
fn headers_of_other_hoops_are_replaced() {
    let router = || Router::with_path("{**rest}").goal(hello);
    let before = serve(Service::new(router()).hoop(widen).hoop(Cors::new(&API)));
    let inside = serve(Service::new(router()).hoop(Cors::new(&API)).hoop(widen).hoop(cease));
    for address in [before, inside] {
        let lines = ["vary: Accept", "vary: Origin"];
        assert_says(&send(address, "GET /", &[EVIL], ""), 200, &lines);
    }
    let preflight = send(before, "OPTIONS /", &[EVIL, PUT], "");
    assert_says(&preflight, 403, &["vary: Accept", "vary: Origin"]);
}

#[test]
fn a_panic_that_is_caught_further_in_carries_the_headers() {
    let router = || Router::new().get(panics);
    let inside = Service::new(router()).hoop(Cors::new(&API)).hoop(CatchPanic::new());
    let address = serve(inside);
    assert_says(&send(address, "GET /", &[APP], ""), 500, ALLOWED);
    assert_says(&send(address, "GET /", &[EVIL], ""), 500, REFUSED);
    let outside = Service::new(router()).hoop(CatchPanic::new()).hoop(Cors::new(&API));
    assert_says(&send(serve(outside), "GET /", &[APP], ""), 500, NOTHING);
}

#[test]
fn a_panic_ends_its_connection_and_no_other() {
    let router = Router::with_path("panic").get(panics);
    let address = serve(Service::new(router).hoop(Cors::new(&API)));
    let mut stream = socket::connect(address);
    io::Write::write_all(&mut stream, b"GET /panic HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
    assert_eq!(io::Read::read_to_end(&mut stream, &mut Vec::new()).unwrap(), 0);
    assert_eq!(lines_of(&send(address, "GET /", &[APP], "")), ALLOWED);
}

#[test]
fn a_guard_works_on_the_service_and_on_a_router() {
    let guard = || OriginGuard::new(&API).expect("a list");
    let router = Router::new()
        .push(Router::with_path("guarded").hoop(guard()).goal(hello))
        .push(Router::with_path("open").goal(hello));
    let address = serve(Service::new(router).hoop(Cors::new(&API)));
    assert_says(&send(address, "PUT /guarded", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "PUT /guarded", &[EVIL], ""), 403, REFUSED);
    assert_says(&send(address, "PUT /open", &[EVIL], ""), 200, REFUSED);
    assert_says(&send(address, "OPTIONS /guarded", &[APP, PUT], ""), 204, ANSWERED);
    let service = Service::new(Router::new()).hoop(Cors::new(&API)).hoop(guard());
    let response = send(serve(service), "PUT /nowhere", &[EVIL], "");
    assert_says(&response, 403, REFUSED);
    assert_eq!(response.body, "");
}

#[test]
fn head_and_streams_carry_the_headers() {
    let address = serve(Service::new(Router::new().goal(streams)).hoop(Cors::new(&API)));
    let response = send(address, "GET /", &[APP], "");
    assert_says(&response, 200, ALLOWED);
    assert_eq!(response.body, "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
    assert_says(&send(address, "HEAD /", &[APP], ""), 200, ALLOWED);
}

#[test]
fn an_upgrade_carries_the_headers_and_works() {
    let service = Service::new(Router::new().goal(echo)).hoop(Cors::new(&API));
    let (response, body) = upgrade(serve(service), "/");
    assert_says(&response, 101, ALLOWED);
    assert_eq!(body, "hello");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let address = serve(Service::new(Router::new().get(hello)).hoop(Cors::new(&OTHER)));
    for lines in ["Origin: https://\u{e4}.example", "Origin: \u{ff}\u{fe}"] {
        let head = format!("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{lines}\r\n\r\n");
        let bytes = head.chars().map(|c| c as u8).collect::<Vec<_>>();
        assert_says(&socket::exchange(address, &bytes), 200, REFUSED);
    }
}

#[handler]
async fn hello() -> &'static str {
    "hello"
}

#[handler]
async fn fails() -> Result<&'static str, StatusError> {
    Err(StatusError::bad_gateway())
}

#[handler]
async fn json(request: &mut Request) -> Result<(), ParseError> {
    request.parse_json::<Vec<u8>>().await.map(drop)
}

#[handler]
async fn teapot(response: &mut Response) {
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response.headers_mut().insert(VARY, HeaderValue::from_static("Accept"));
    response.render(StatusError::im_a_teapot());
}

#[handler]
async fn nowhere(response: &mut Response) {
    response.render(StatusError::not_found());
}

#[handler]
async fn panics() {
    panic!("this is meant to be caught or seen")
}

/// Authentication, for which nobody has a token.
#[handler]
async fn deny(response: &mut Response, flow: &mut FlowCtrl) {
    response.render(StatusError::unauthorized());
    flow.skip_rest();
}

/// Sets headers that allow everyone.
#[handler]
async fn widen(response: &mut Response) {
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response.headers_mut().append(VARY, HeaderValue::from_static("Accept"));
}

/// Asks the hoops around it to do no more.
#[handler]
async fn cease(flow: &mut FlowCtrl) {
    flow.cease();
}

/// The page of a catcher.
#[handler]
async fn page(response: &mut Response, flow: &mut FlowCtrl) {
    response.render("sorry");
    flow.skip_rest();
}

#[handler]
async fn streams(response: &mut Response) {
    response.stream(tokio_stream::iter(["one", "two"].map(Ok::<_, io::Error>)));
}

#[handler]
async fn echo(request: &mut Request, response: &mut Response) {
    let upgrade = request.extensions_mut().remove::<::hyper::upgrade::OnUpgrade>();
    let upgrade = upgrade.expect("the client asks for it");
    tokio::spawn(async {
        let (mut read, mut write) = split(TokioIo::new(upgrade.await.expect("it upgrades")));
        copy(&mut read, &mut write).await.expect("the client reads");
        write.shutdown().await
    });
    response.status_code(StatusCode::SWITCHING_PROTOCOLS);
    for (name, value) in [("connection", "upgrade"), ("upgrade", "websocket")] {
        response.add_header(name, value, true).expect("a header");
    }
}

/// Serves the service until the tests end.
pub(crate) fn serve(service: Service) -> SocketAddr {
    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    let acceptor = TcpAcceptor::try_from(listener).expect("an acceptor");
    thread::spawn(move || runtime.block_on(Server::new(acceptor).serve(service)));
    address
}

/// The CORS headers and `Vary` of `OTHER` for an allowed request, sorted.
const OTHER_ALLOWS: &[&str] = &[
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];
