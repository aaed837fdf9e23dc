//! `on_refused` on every framework: the same refusals are told, and every answer is the same, with a listener or without.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use ::actix_web::{App, HttpResponse, HttpServer, rt, web};
use ::axum::Router;
use ::axum::routing::any;
use ::hyper::body::Incoming;
use ::hyper::server::conn::http1;
use ::hyper::service::service_fn;
use ::poem::EndpointExt;
use ::poem::endpoint::make_sync;
use ::rocket::Route;
use ::salvo::{Router as SalvoRouter, Service, handler};
use ::tower::Layer;
use ::warp::Filter;
use cors_policy::salvo::Cors as SalvoCors;
use cors_policy::tower::CorsLayer;
use cors_policy::{
    Policy, PolicyRef, Refusal, RequestView, actix, cors_policy, hyper, poem, rocket, tower,
};
use http::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::runtime::Runtime;

use crate::axum::serve;
use crate::rocket_server::{serve as serve_rocket, silent};
use crate::{API, APP, EVIL, PUT, assert_says, send};

cors_policy! {
    static TEMPLATE = { origins: [configured], methods: [PUT], exposed_headers: ["ETag"] };
}

/// What was told, one line for each refusal.
type Told = Arc<Mutex<Vec<String>>>;

#[derive(Clone, Copy, Debug)]
enum Server {
    Axum,
    Tower,
    Hyper,
    Actix,
    Rocket,
    Poem,
    Salvo,
    Warp,
}

/// Which policies a server has, and who listens.
#[derive(Clone)]
struct Setup {
    policies: Policies,
    told: Option<Told>,
    panics: bool,
}

#[derive(Clone)]
enum Policies {
    Fixed(PolicyRef),
    /// By path: `/api` has `API`, and no other path has one. The header `X-Tenant` is read, so it is in `Vary`.
    Selected,
}

const SERVERS: [Server; 8] = [
    Server::Axum,
    Server::Tower,
    Server::Hyper,
    Server::Actix,
    Server::Poem,
    Server::Rocket,
    Server::Salvo,
    Server::Warp,
];

/// Puts the policy and the listeners of a setup in front of something: each adapter has the same functions.
macro_rules! adapter {
    ($setup:expr, $new:expr, $select:expr) => {{
        let setup: Setup = $setup;
        let cors = match setup.policies {
            Policies::Fixed(policy) => $new(policy),
            Policies::Selected => $select(select),
        };
        match setup.told {
            None => cors,
            Some(told) => {
                let panics = setup.panics;
                let again = Arc::clone(&told);
                cors.on_refused(move |refusal| tell(&told, refusal, panics))
                    .own_origin(|request| {
                        let host = request.header("X-Forwarded-Host").or(request.host())?;
                        Some(format!("http://{host}"))
                    })
                    .on_refused(move |_| {
                        again
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .push("again".to_owned())
                    })
            }
        }
    }};
}

fn select(request: &RequestView<'_>) -> Option<&'static Policy> {
    _ = request.header("X-Tenant");
    (request.path() == "/api").then_some(&API)
}

fn tell(told: &Told, refusal: &Refusal<'_>, panics: bool) {
    let line = format!(
        "{} {} {} {} {:?}",
        refusal.policy().name().unwrap_or("-"),
        refusal.reason().as_str(),
        refusal.method(),
        refusal.path(),
        refusal.asked().as_deref(),
    );
    told.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    assert!(!panics, "the listener panics");
}

impl Server {
    fn start(self, setup: Setup) -> SocketAddr {
        match self {
            Self::Axum => {
                let layer = adapter!(setup, CorsLayer::new, CorsLayer::select);
                serve(Router::new().fallback(any("hello")).layer(layer))
            }
            Self::Tower => {
                let service = ::tower::service_fn(async |_: ::axum::extract::Request| {
                    Ok::<_, Infallible>(Response::new(::axum::body::Body::from("hello")))
                });
                let cors = adapter!(setup, |policy| tower::Cors::new(policy, service), |select| {
                    tower::Cors::select(select, service)
                });
                serve(Router::new().fallback_service(cors))
            }
            Self::Hyper => {
                let runtime = Runtime::new().expect("a runtime");
                let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"));
                let listener = listener.expect("a free port");
                let address = listener.local_addr().expect("an address");
                let service = service_fn(async |_: Request<Incoming>| {
                    Ok::<_, Infallible>(Response::new("hello".to_owned()))
                });
                let cors = adapter!(setup, |policy| hyper::Cors::new(policy, service), |select| {
                    hyper::Cors::select(select, service)
                });
                let accept = async move {
                    while let Ok((stream, _)) = listener.accept().await {
                        let server = http1::Builder::new();
                        tokio::spawn(server.serve_connection(TokioIo::new(stream), cors.clone()));
                    }
                };
                thread::spawn(move || runtime.block_on(accept));
                address
            }
            Self::Actix => {
                let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
                let address = listener.local_addr().expect("an address");
                thread::spawn(move || {
                    let server = HttpServer::new(move || {
                        let cors = adapter!(setup.clone(), actix::Cors::new, actix::Cors::select);
                        App::new()
                            .default_service(web::to(async || HttpResponse::Ok().body("hello")))
                            .wrap(cors)
                    });
                    let server = server.workers(1).disable_signals();
                    rt::System::new().block_on(server.listen(listener).expect("a listener").run())
                });
                address
            }
            Self::Rocket => {
                let cors = adapter!(setup, rocket::Cors::new, rocket::Cors::select);
                serve_rocket(silent().mount("/", hello_of_rocket()).attach(cors))
            }
            Self::Poem => {
                let cors = adapter!(setup, poem::Cors::new, poem::Cors::select);
                crate::poem::serve(make_sync(|_| "hello").with(cors))
            }
            Self::Salvo => {
                let cors = adapter!(setup, SalvoCors::new, SalvoCors::select);
                let router = SalvoRouter::with_path("{**rest}").goal(hello_of_salvo);
                crate::salvo::serve(Service::new(router).hoop(cors))
            }
            Self::Warp => {
                let layer = adapter!(setup, CorsLayer::new, CorsLayer::select);
                crate::warp::serve(layer.layer(::warp::service(::warp::any().map(|| "hello"))))
            }
        }
    }
}

/// A route for each method that a case has.
fn hello_of_rocket() -> Vec<Route> {
    #[::rocket::get("/<_..>")]
    const fn get() -> &'static str {
        "hello"
    }
    #[::rocket::put("/<_..>")]
    const fn put() -> &'static str {
        "hello"
    }
    #[::rocket::post("/<_..>")]
    const fn post() -> &'static str {
        "hello"
    }
    #[::rocket::options("/<_..>")]
    const fn options() -> &'static str {
        "hello"
    }
    ::rocket::routes![get, put, post, options]
}

#[handler]
async fn hello_of_salvo() -> &'static str {
    "hello"
}

fn fixed() -> Policies {
    Policies::Fixed((&API).into())
}

fn configured() -> Policies {
    let configured = TEMPLATE.configure(["https://app.example.com"]).expect("an origin");
    Policies::Fixed(configured.into())
}

const DELETE: &str = "Access-Control-Request-Method: DELETE";
const NAMES: &str = "Access-Control-Request-Headers: x-a";

/// Requests to a server, and what is told about each. `P` is the name of the policy.
const TABLE: &[(&str, &[&str], Option<&str>)] = &[
    ("GET /api", &[APP], None),
    ("GET /api", &[], None),
    ("GET /api?x=1", &[EVIL], Some("P origin_not_listed GET /api None")),
    ("PUT /api", &["Origin: null"], Some("P opaque_origin PUT /api None")),
    ("GET /api", &["Origin: "], Some("P malformed_origin GET /api None")),
    ("GET /api", &[APP, APP], Some("P several_origins GET /api None")),
    ("OPTIONS /api", &[EVIL], Some("P origin_not_listed OPTIONS /api None")),
    ("OPTIONS /api", &[EVIL, PUT], Some("P origin_not_listed OPTIONS /api None")),
    ("OPTIONS /api", &[APP, PUT], None),
    ("OPTIONS /api", &[APP, DELETE], Some("P method_not_listed OPTIONS /api Some(\"DELETE\")")),
    ("OPTIONS /api", &[APP, PUT, NAMES], Some("P header_not_listed OPTIONS /api Some(\"x-a\")")),
    // The own origin, as `own_origin` finds it.
    ("POST /api", &["Origin: http://test"], None),
    ("POST /api", &["Origin: https://test"], Some("P origin_not_listed POST /api None")),
    ("POST /api", &["Origin: http://a.example", "X-Forwarded-Host: a.example"], None),
    (
        "POST /api",
        &["Origin: http://test", "X-Forwarded-Host: a.example"],
        Some("P origin_not_listed POST /api None"),
    ),
];

#[test]
fn every_framework_tells_the_same_and_answers_the_same() {
    for server in SERVERS {
        for (policies, name) in
            [(fixed(), "API"), (configured(), "TEMPLATE"), (Policies::Selected, "API")]
        {
            let told = Told::default();
            let silent = Setup { policies, told: None, panics: false };
            let listening = Setup { told: Some(Arc::clone(&told)), ..silent.clone() };
            let (silent, listening) = (server.start(silent), server.start(listening));
            for &(start, lines, expected) in TABLE {
                let answers = [silent, listening].map(|address| {
                    let mut answer = send(address, start, lines, "");
                    answer.headers.retain(|(name, _)| name != "date");
                    answer.headers.sort();
                    (answer.status, answer.headers, answer.body)
                });
                assert_eq!(answers[0], answers[1], "{server:?} {start} {lines:?}");
                let answer = format!("{:?}", answers[1]);
                assert!(!answer.contains(name) && !answer.contains(".rs"), "{answer}");
                let found = std::mem::take(&mut *told.lock().expect("no panic"));
                let expected = expected.map(|line| line.replacen('P', name, 1));
                let expected = expected.into_iter().flat_map(|line| [line, "again".to_owned()]);
                let expected = expected.collect::<Vec<_>>();
                assert_eq!(found, expected, "{server:?} {start} {lines:?}");
            }
        }
    }
}

#[test]
fn a_request_without_a_policy_is_told() {
    for server in SERVERS {
        let told = Told::default();
        let setup =
            Setup { policies: Policies::Selected, told: Some(Arc::clone(&told)), panics: false };
        let address = server.start(setup);
        assert_says(&send(address, "GET /other", &[APP], ""), 200, &["vary: x-tenant"]);
        assert_eq!(told.lock().expect("no panic")[0], "- closed GET /other None", "{server:?}");
    }
}

/// The request of which it is told fails. The next one does not.
#[test]
fn a_listener_that_panics_poisons_nothing() {
    for server in SERVERS {
        for policies in [fixed(), configured(), Policies::Selected] {
            let told = Told::default();
            let setup = Setup { policies, told: Some(Arc::clone(&told)), panics: true };
            let address = server.start(setup);
            for _ in 0..3 {
                let refused = std::panic::catch_unwind(|| send(address, "GET /api", &[EVIL], ""));
                assert!(refused.is_err_and(|_| true), "{server:?}: a panic has no answer");
                let allowed = send(address, "GET /api", &[APP], "");
                assert_eq!((allowed.status, allowed.body.as_str()), (200, "hello"), "{server:?}");
            }
            assert_eq!(told.lock().unwrap_or_else(PoisonError::into_inner).len(), 3, "{server:?}");
        }
    }
}

/// Over HTTP/1 a page of the server has the host in `Host`.
#[test]
fn without_own_origin_the_host_is_compared() {
    let told = Told::default();
    let listener = Arc::clone(&told);
    let layer = CorsLayer::new(&API).on_refused(move |refusal| tell(&listener, refusal, false));
    let address = serve(Router::new().fallback(any("hello")).layer(layer));
    for (origin, is_told) in [
        ("Origin: http://test", false),
        ("Origin: https://test", false),
        ("Origin: http://test:1", true),
    ] {
        send(address, "POST /", &[origin], "");
        let found = std::mem::take(&mut *told.lock().expect("no panic"));
        assert_eq!(!found.is_empty(), is_told, "{origin}");
    }
}
