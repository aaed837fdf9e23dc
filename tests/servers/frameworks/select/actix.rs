//! actix-web: the table on several workers, scopes, escapes in paths, and errors.

use std::net::{SocketAddr, TcpListener};
use std::thread;

use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::NormalizePath;
use actix_web::test::{self as testing, TestRequest};
use actix_web::{App, HttpMessage, HttpRequest, HttpResponse, HttpServer, error, rt, web};
use cors_policy::Policy;
use cors_policy::actix::Cors;

use super::{CUSTOMER, Customer, PUBLIC, VARY, ask_with_two_hosts, handler_headers, run, select};
use crate::{ALLOWED, API, APP, NOTHING, OTHER, assert_says, send};

/// Serves what `$app` builds on several workers, until the tests end.
macro_rules! serve {
    ($app:expr) => {{
        let (address, listener) = listen();
        thread::spawn(move || {
            let server = HttpServer::new(move || $app).workers(3).disable_signals();
            let server = server.listen(listener).expect("a listener").run();
            rt::System::new().block_on(server)
        });
        address
    }};
}

#[test]
fn each_request_has_its_policy() {
    let select = select();
    let address = serve!(
        App::new().default_service(web::to(handle)).wrap(Cors::select(select.clone())).wrap_fn(
            |request, next| {
                let customer = request.headers().get(CUSTOMER).and_then(|text| text.to_str().ok());
                if let Some(customer) = customer.map(|customer| Customer(customer.to_owned())) {
                    request.extensions_mut().insert(customer);
                }
                next.call(request)
            }
        )
    );
    // Each worker makes the header values of each policy for itself, so each must answer all cases.
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| run(address));
        }
    });
    assert_says(&ask_with_two_hosts(address), 400, NOTHING);
}

async fn handle(request: HttpRequest) -> HttpResponse {
    let vary = request.headers().get(VARY).and_then(|vary| vary.to_str().ok());
    let mut response = HttpResponse::Ok();
    handler_headers(vary).for_each(|header| {
        response.append_header(header);
    });
    response.finish()
}

/// actix-web decodes `%61` before it compares a path with its routes, so the policy must do the same.
#[test]
fn an_escape_selects_what_the_router_selects() {
    let address = serve!(App::new().route("/api/users", web::get().to(HttpResponse::Ok)).wrap(
        Cors::select(|request| -> Option<&'static Policy> {
            Some(if request.path().starts_with("/api/") { &API } else { &PUBLIC })
        })
    ));
    for path in ["/api/users", "/%61pi/users", "/%61%70%69/%75sers"] {
        assert_says(&send(address, &format!("GET {path}"), &[APP], ""), 200, ALLOWED);
    }
    assert_says(
        &send(address, "GET /api%2Fusers", &[APP], ""),
        404,
        &["access-control-allow-origin: *"],
    );
}

#[test]
fn a_scope_sees_the_whole_path() {
    let by_path = || {
        Cors::select(|request| -> Option<&'static Policy> {
            (request.path() == "/api/users").then_some(&API)
        })
    };
    let address = serve!(
        App::new()
            .service(
                web::scope("/api").wrap(by_path()).route("/users", web::get().to(HttpResponse::Ok))
            )
            .wrap(NormalizePath::trim())
    );
    assert_says(&send(address, "GET /api/users", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET //api/users/", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "GET /api/nowhere", &[APP], ""), 404, NOTHING);
}

#[test]
fn an_error_names_what_selected_its_policy() {
    let select = select();
    let address = serve!(
        App::new()
            .wrap_fn(|_, _| async {
                Err::<ServiceResponse, _>(error::ErrorUnauthorized("who are you?"))
            })
            .wrap(Cors::select(select.clone()))
    );
    let tenant = "X-Tenant: api";
    let lines = [ALLOWED[0], ALLOWED[1], "vary: x-tenant, origin"];
    assert_says(&send(address, "GET /by-header", &[APP, tenant], ""), 401, &lines);
    assert_says(&send(address, "GET /by-header", &[APP], ""), 401, &["vary: x-tenant"]);
}

/// Over HTTP/2 the host is in the URL.
#[test]
fn the_host_of_the_url_selects() {
    rt::System::new().block_on(async {
        let app = App::new().default_service(web::to(handle)).wrap(Cors::select(select()));
        let app = testing::init_service(app).await;
        for (url, allowed) in [
            ("https://api.example.com/by-host", true),
            ("https://API.example.com:8443/by-host", true),
            ("https://[::1]:8443/by-host", true),
            ("https://ada@api.example.com/by-host", false),
            ("https://other.example.com/by-host", false),
        ] {
            let request = TestRequest::get().uri(url);
            let request = request.insert_header((header::ORIGIN, "https://app.example.com"));
            let response = testing::call_service(&app, request.to_request()).await;
            let found = response.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN);
            assert_eq!(found, allowed, "{url}");
        }
    });
}

/// The worker keeps the header values of each policy, and each middleware those of its own policies.
#[test]
fn policies_do_not_mix() {
    let other = ["access-control-allow-credentials: true", ALLOWED[0], "vary: Origin"];
    let address = serve!(
        App::new()
            .service(web::resource("/fixed").wrap(Cors::new(&OTHER)).to(HttpResponse::Ok))
            .service(web::scope("").wrap(Cors::select(|request| -> Option<&'static Policy> {
                match request.path() {
                    "/api" => Some(&API),
                    "/other" => Some(&OTHER),
                    "/public" => Some(&PUBLIC),
                    _ => None,
                }
            })))
    );
    for _ in 0..10 {
        assert_says(&send(address, "GET /fixed", &[APP], ""), 200, &other);
        assert_says(&send(address, "GET /api", &[APP], ""), 404, ALLOWED);
        assert_says(
            &send(address, "GET /public", &[APP], ""),
            404,
            &["access-control-allow-origin: *"],
        );
        assert_says(&send(address, "GET /other", &[APP], ""), 404, &other);
        assert_says(&send(address, "GET /closed", &[APP], ""), 404, NOTHING);
    }
}

fn listen() -> (SocketAddr, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    (listener.local_addr().expect("an address"), listener)
}
