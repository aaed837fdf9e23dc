//! A cache in front of a policy: nginx caches the answers for a minute, and no origin gets the answer to another
//! origin.
//!
//! This needs nginx, so `cargo xtask cache` runs it, and `cargo test` does not.

mod nginx;
#[path = "../socket.rs"]
mod socket;

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::routing::get;
use cors_policy::tower::CorsLayer;
use cors_policy::{Policy, cors_policy};
use http::{HeaderMap, Response, header};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use nginx::Nginx;

cors_policy! {
    static API = { origins: ["https://app.example.com", "https://admin.example.com"] };

    /// The policy of another tenant.
    static OTHER = { origins: ["https://admin.example.com", "https://evil.example"] };

    /// A tenant for everyone. Its answers vary only by tenant.
    static PUBLIC = { origins: any };
}

/// The lines of `Vary` that a handler sends, and whether nginx caches the response of the policy.
const HANDLERS: [(&[&str], bool); 10] = [
    (&[], true),
    (&["Accept"], true),
    (&["Accept", "Accept-Encoding, Cookie"], true),
    (&["Accept, *"], true),
    (&["*, Accept"], true),
    (&["*,"], true),
    (&["*, *"], true),
    (&["*"], false),
    (&["Accept", "*"], false),
    (&["*", "Accept"], false),
];

/// Two origins that are allowed, one that is refused, and no origin.
const ORIGINS: [Option<&str>; 4] = [
    Some("https://app.example.com"),
    Some("https://admin.example.com"),
    Some("https://evil.example"),
    None,
];

#[test]
fn no_origin_gets_the_answer_for_another() {
    let (server, _runtime) = serve();
    let nginx = Nginx::start("policy", server);
    for (handler, (vary, is_kept)) in HANDLERS.into_iter().enumerate() {
        for order in orders() {
            let path = format!("/behind/{handler}/{order:?}").replace(' ', "");
            for round in 0..3 {
                for index in order {
                    let origin = ORIGINS[index];
                    let answer = ask(&nginx, &path, None, origin);
                    let told = format!("Vary: {vary:?}, {origin:?} of {order:?}, round {round}");
                    let is_allowed = origin.is_some_and(|origin| API.allows(origin));
                    assert_eq!(answer.allowed.as_deref(), origin.filter(|_| is_allowed), "{told}");
                    let expected = if is_kept && round > 0 { "HIT" } else { "MISS" };
                    assert_eq!(answer.cache, expected, "{told}");
                }
            }
        }
    }
}

/// `X-Tenant` and `Origin` are on one line of `Vary`, because nginx 1.22 reads only the last line.
#[test]
fn no_tenant_gets_the_answer_for_another() {
    let (server, _runtime) = serve();
    let nginx = Nginx::start("tenants", server);
    let listed: &[Option<&str>] = &[Some("api"), Some("other")];
    // nginx stores one answer with another `Vary` in place of the others, so it asks the server more often.
    let all: &[Option<&str>] = &[Some("api"), Some("other"), Some("public"), Some("?"), None];
    for (tenants, is_kept) in [(listed, true), (all, false)] {
        for (handler, vary) in [(0, HANDLERS[0].0), (1, HANDLERS[1].0), (3, HANDLERS[3].0)] {
            for order in orders() {
                let path = format!("/tenant/{handler}/{is_kept}-{order:?}").replace(' ', "");
                for round in 0..3 {
                    for (index, &tenant) in
                        order.iter().flat_map(|i| tenants.iter().map(move |t| (i, t)))
                    {
                        let origin = ORIGINS[*index];
                        let answer = ask(&nginx, &path, tenant, origin);
                        let told =
                            format!("Vary: {vary:?}, {tenant:?}, {origin:?} of {order:?}, {round}");
                        let allowed = match policy_of(tenant) {
                            Some(policy) if *policy == PUBLIC => Some("*"),
                            Some(policy) => origin.filter(|origin| policy.allows(origin)),
                            None => None,
                        };
                        assert_eq!(answer.allowed.as_deref(), allowed, "{told}");
                        if is_kept {
                            let expected = if round > 0 { "HIT" } else { "MISS" };
                            assert_eq!(answer.cache, expected, "{told}");
                        }
                    }
                }
            }
        }
    }
}

fn policy_of(tenant: Option<&str>) -> Option<&'static Policy> {
    match tenant? {
        "api" => Some(&API),
        "other" => Some(&OTHER),
        "public" => Some(&PUBLIC),
        _ => None,
    }
}

/// Without this test, the tests above could pass because nginx caches nothing.
#[test]
fn nginx_mixes_up_the_answers_of_a_server_without_vary() {
    let (server, _runtime) = serve();
    let nginx = Nginx::start("careless", server);
    for (origin, cache) in [(ORIGINS[0], "MISS"), (ORIGINS[1], "HIT"), (None, "HIT")] {
        let answer = ask(&nginx, "/careless", None, origin);
        assert_eq!((answer.cache.as_str(), answer.allowed.as_deref()), (cache, ORIGINS[0]));
    }
}

/// nginx 1.22 reads only the last line of `Vary`. The policy's line is not always the last.
#[test]
fn a_cache_key_with_the_origin_needs_no_vary() {
    let (server, _runtime) = serve();
    let nginx = Nginx::start("key", server);
    for cache in ["MISS", "HIT"] {
        for origin in ORIGINS {
            let answer = ask(&nginx, "/by-origin/careless", None, origin);
            assert_eq!((answer.cache.as_str(), answer.allowed.as_deref()), (cache, origin));
        }
    }
}

/// What nginx answers: the value of `Access-Control-Allow-Origin`, and whether the answer comes from the cache.
struct Answer {
    allowed: Option<String>,
    cache: String,
}

fn ask(nginx: &Nginx, path: &str, tenant: Option<&str>, origin: Option<&str>) -> Answer {
    let line = |name, value| format!("{name}: {value}\r\n");
    let tenant = tenant.map(|tenant| line("X-Tenant", tenant)).unwrap_or_default();
    let origin = origin.map(|origin| line("Origin", origin)).unwrap_or_default();
    let start = format!("GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
    let request = format!("{start}{tenant}{origin}\r\n");
    let response = socket::exchange(nginx.address(), request.as_bytes());
    assert_eq!(response.status, 200, "{path}");
    let values = |name: &str| {
        let lines = response.headers.iter().filter(move |(other, _)| other == name);
        lines.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let mut allowed = values("access-control-allow-origin");
    assert!(allowed.len() <= 1, "{path}: {allowed:?}");
    Answer { allowed: allowed.pop(), cache: values("x-cache-status").concat() }
}

/// Every order in which each origin sends one request.
fn orders() -> impl Iterator<Item = [usize; 4]> {
    let digits = (0..256).map(|number| [number & 3, number >> 2 & 3, number >> 4 & 3, number >> 6]);
    digits.filter(|order| (0..4).all(|index| order.contains(&index)))
}

/// Serves all handlers until the runtime is dropped.
fn serve() -> (SocketAddr, Runtime) {
    let behind =
        Router::new().route("/behind/{handler}/{order}", get(varying)).layer(CorsLayer::new(&API));
    let tenants = Router::new()
        .route("/tenant/{handler}/{order}", get(varying))
        .layer(CorsLayer::select(|request| policy_of(request.header("X-Tenant"))));
    let router = Router::new().route("/careless", get(careless)).merge(behind).merge(tenants);
    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    runtime.spawn(async move { axum::serve(listener, router).await });
    (address, runtime)
}

/// A handler that sends these lines of `Vary`.
async fn varying(Path((handler, _)): Path<(usize, String)>) -> Response<Body> {
    let (vary, _) = HANDLERS[handler];
    let response = Response::builder().header(header::CACHE_CONTROL, FOR_A_MINUTE);
    let response =
        vary.iter().fold(response, |response, line| response.header(header::VARY, *line));
    response.body(Body::from("hello")).expect("a response")
}

/// A handler that allows each origin, but does not send `Vary`.
async fn careless(request: HeaderMap) -> Response<Body> {
    let response = Response::builder().header(header::CACHE_CONTROL, FOR_A_MINUTE);
    let response = match request.get(header::ORIGIN) {
        Some(origin) => response.header(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin),
        None => response,
    };
    response.body(Body::from("hello")).expect("a response")
}

const FOR_A_MINUTE: &str = "max-age=60";
