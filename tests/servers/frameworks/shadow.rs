//! A shadow on every framework: the same differences are told, and every answer is the same, with a shadow or without.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use ::hyper::service::Service as _;
use ::poem::endpoint::make_sync;
use ::poem::{Endpoint, EndpointExt};
use ::rocket::http::{Header, Method};
use ::rocket::local::asynchronous::Client;
use ::salvo::{Router, Service, handler};
use ::tower::{Layer, ServiceExt, service_fn};
use actix_web::{App, HttpResponse, test as testing, web};
use cors_policy::salvo::Cors as SalvoCors;
use cors_policy::{PolicyRef, ShadowDifference, actix, cors_policy, hyper, poem, rocket, tower};
use http::{HeaderMap, HeaderName, Request, Response, StatusCode};
use proptest::prelude::*;
use proptest::sample::select;
use tokio::runtime::Runtime;

use crate::rocket_server::silent;

cors_policy! {
    static NOW = {
        origins: ["https://*.example.com"],
        methods: [PUT, DELETE],
        request_headers: ["X-A"],
        credentials: true,
    };
    static NEXT = { origins: ["https://app.example.com", "https://new.example.net"], methods: [PUT], request_headers: ["X-A"] };
    static TEMPLATE = { origins: [configured, "https://new.example.net"], methods: [PUT], request_headers: ["X-A"] };
    static MIRROR = { origins: ["https://app.example.com"], methods: any, request_headers: any, credentials: true };
    static OPEN = { origins: any };
    static TIERS = { origins: ["https://app.example.com"], credentials: true, anyone_else: { methods: [PUT] } };
}

type Lines = Vec<(&'static str, &'static str)>;
/// The method and the lines of a request, and what is told.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);
type Told = Arc<Mutex<Vec<String>>>;
type Answer = (StatusCode, HeaderMap);

#[derive(Clone, Debug)]
struct Sent {
    method: &'static str,
    lines: Lines,
}

/// What a framework answers. With a shadow, what is told goes into the list.
type Ask = fn(&Runtime, &Sent, PolicyRef, Option<(PolicyRef, Told)>) -> Answer;

const FRAMEWORKS: [Ask; 6] = [ask_tower, ask_hyper, ask_actix, ask_poem, ask_rocket, ask_salvo];

macro_rules! with_shadow {
    ($cors:expr, $shadow:expr) => {
        match $shadow {
            None => $cors,
            Some((policy, told)) => $cors.shadow(policy, move |difference| tell(&told, difference)),
        }
    };
}

fn tell(told: &Told, difference: &ShadowDifference<'_>) {
    assert!(!difference.to_string().contains('\n'));
    let reason = difference.refusal().map_or("-", |refusal| refusal.reason().as_str());
    let (change, origin) = (difference.change().as_str(), difference.origin());
    let line = format!("{change} {reason} {origin} {} {}", difference.method(), difference.path());
    told.lock().expect("no panic").push(line);
}

impl Sent {
    fn request(&self) -> Request<String> {
        let request =
            Request::builder().method(self.method).uri("/a").header("host", "api.example.org");
        let request =
            self.lines.iter().fold(request, |request, line| request.header(line.0, line.1));
        request.body(String::new()).expect("a request")
    }
}

async fn handle(_: Request<String>) -> Result<Response<String>, Infallible> {
    Ok(Response::builder().header("vary", "Accept").body(String::new()).expect("a response"))
}

fn ask_tower(
    runtime: &Runtime,
    sent: &Sent,
    policy: PolicyRef,
    shadow: Option<(PolicyRef, Told)>,
) -> Answer {
    let layer = with_shadow!(tower::CorsLayer::new(policy), shadow);
    let answer = runtime.block_on(layer.layer(service_fn(handle)).oneshot(sent.request()));
    let (head, _) = answer.expect("an answer").into_parts();
    (head.status, head.headers)
}

fn ask_hyper(
    runtime: &Runtime,
    sent: &Sent,
    policy: PolicyRef,
    shadow: Option<(PolicyRef, Told)>,
) -> Answer {
    let cors = with_shadow!(hyper::Cors::new(policy, ::hyper::service::service_fn(handle)), shadow);
    let (head, _) = runtime.block_on(cors.call(sent.request())).expect("an answer").into_parts();
    (head.status, head.headers)
}

fn ask_actix(
    _: &Runtime,
    sent: &Sent,
    policy: PolicyRef,
    shadow: Option<(PolicyRef, Told)>,
) -> Answer {
    let cors = with_shadow!(actix::Cors::new(policy), shadow);
    actix_web::rt::System::new().block_on(async {
        let handler = || async { HttpResponse::Ok().insert_header(("vary", "Accept")).finish() };
        let app =
            testing::init_service(App::new().default_service(web::to(handler)).wrap(cors)).await;
        let method = actix_web::http::Method::from_bytes(sent.method.as_bytes()).expect("a method");
        let request = testing::TestRequest::default().method(method).uri("/a");
        let request = request.insert_header(("host", "api.example.org"));
        let request = sent.lines.iter().fold(request, |request, line| request.append_header(*line));
        let response = testing::call_service(&app, request.to_request()).await;
        let status = StatusCode::from_u16(response.status().as_u16()).expect("a status");
        let headers = response.headers().iter().map(|(name, value)| {
            (name.as_str().parse().expect("a name"), value.as_bytes().try_into().expect("a value"))
        });
        let mut map = HeaderMap::<http::HeaderValue>::new();
        for (name, value) in headers {
            map.append::<HeaderName>(name, value);
        }
        (status, map)
    })
}

fn ask_rocket(
    runtime: &Runtime,
    sent: &Sent,
    policy: PolicyRef,
    shadow: Option<(PolicyRef, Told)>,
) -> Answer {
    #[::rocket::get("/a")]
    fn get() -> Vary {
        Vary((), Header::new("vary", "Accept"))
    }
    #[derive(::rocket::Responder)]
    struct Vary((), Header<'static>);

    let cors = with_shadow!(rocket::Cors::new(policy), shadow);
    runtime.block_on(async {
        let rocket = silent().attach(cors).mount("/", ::rocket::routes![get]);
        let client = Client::untracked(rocket).await.expect("a server");
        // Rocket does not know `PURGE`.
        let method = sent.method.parse().unwrap_or(Method::Patch);
        let mut request = client.req(method, "/a").header(Header::new("host", "api.example.org"));
        for &(name, value) in &sent.lines {
            request.add_header(Header::new(name, value));
        }
        let response = request.dispatch().await;
        let mut map = HeaderMap::new();
        for header in response.headers().iter() {
            let name = header.name().as_str().parse::<HeaderName>().expect("a name");
            map.append(name, header.value().parse().expect("a value"));
        }
        (StatusCode::from_u16(response.status().code).expect("a status"), map)
    })
}

fn ask_poem(
    runtime: &Runtime,
    sent: &Sent,
    policy: PolicyRef,
    shadow: Option<(PolicyRef, Told)>,
) -> Answer {
    let cors = with_shadow!(poem::Cors::new(policy), shadow);
    let (head, body) = sent.request().into_parts();
    let mut request = ::poem::Request::builder().method(head.method).uri(head.uri).body(body);
    *request.headers_mut() = head.headers;
    let handler = make_sync(|_| ::poem::Response::builder().header("vary", "Accept").finish());
    let response = runtime.block_on(handler.with(cors).get_response(request));
    (response.status(), response.headers().clone())
}

fn ask_salvo(
    runtime: &Runtime,
    sent: &Sent,
    policy: PolicyRef,
    shadow: Option<(PolicyRef, Told)>,
) -> Answer {
    let cors = with_shadow!(SalvoCors::new(policy), shadow);
    let service = Service::new(Router::with_path("a").goal(vary)).hoop(cors);
    let request = ::salvo::Request::from_hyper(sent.request(), http::uri::Scheme::HTTP);
    let response = runtime.block_on(service.handle(request));
    (response.status_code.expect("a status"), response.headers)
}

#[handler]
async fn vary(response: &mut ::salvo::Response) {
    response.add_header("vary", "Accept", false).expect("a header");
}

const APP: (&str, &str) = ("origin", "https://app.example.com");
const OLD: (&str, &str) = ("origin", "https://old.example.com");
const NEW: (&str, &str) = ("origin", "https://new.example.net");
const ASKS_PUT: (&str, &str) = ("access-control-request-method", "PUT");
const ASKS_DELETE: (&str, &str) = ("access-control-request-method", "DELETE");
const ASKS_PATCH: (&str, &str) = ("access-control-request-method", "PATCH");
const COOKIE: (&str, &str) = ("cookie", "a=1");

#[test]
fn what_a_page_would_notice_is_told() {
    let cases: [Case; 12] = [
        ("GET", &[], &[]),
        ("GET", &[APP], &[]),
        ("GET", &[OLD], &["refuses origin_not_listed https://old.example.com GET /a"]),
        ("GET", &[NEW], &["allows origin_not_listed https://new.example.net GET /a"]),
        ("GET", &[("origin", "https://evil.example")], &[]),
        ("GET", &[APP, COOKIE], &["refuses_credentials - https://app.example.com GET /a"]),
        ("GET", &[("origin", "http://api.example.org"), COOKIE], &[]),
        ("OPTIONS", &[APP, ASKS_PUT], &[]),
        (
            "OPTIONS",
            &[APP, ASKS_DELETE],
            &["refuses method_not_listed https://app.example.com OPTIONS /a"],
        ),
        (
            "OPTIONS",
            &[OLD, ASKS_PUT],
            &["refuses origin_not_listed https://old.example.com OPTIONS /a"],
        ),
        ("OPTIONS", &[APP, ASKS_PATCH], &[]),
        ("OPTIONS", &[APP, ASKS_PUT, ("access-control-request-headers", "x-a")], &[]),
    ];
    let runtime = Runtime::new().expect("a runtime");
    let configured = TEMPLATE.configure(["https://app.example.com"]).expect("an origin");
    for next in [PolicyRef::from(&NEXT), PolicyRef::from(configured)] {
        for (method, lines, expected) in cases {
            let sent = Sent { method, lines: lines.to_vec() };
            for ask in FRAMEWORKS {
                let told = Told::default();
                ask(&runtime, &sent, (&NOW).into(), Some((next.clone(), Arc::clone(&told))));
                assert_eq!(*told.lock().expect("no panic"), expected, "{sent:?}");
            }
        }
    }
}

#[test]
fn a_difference_is_a_sentence() {
    let sentence = |now: PolicyRef, next: PolicyRef, lines: &[(&'static str, &'static str)]| {
        let said = Arc::new(Mutex::new(String::new()));
        let listener = Arc::clone(&said);
        let layer = tower::CorsLayer::new(now).shadow(next, move |difference| {
            *listener.lock().expect("no panic") = difference.to_string();
        });
        let sent = Sent { method: "GET", lines: lines.to_vec() };
        let answer = layer.layer(service_fn(handle)).oneshot(sent.request());
        Runtime::new().expect("a runtime").block_on(answer).expect("an answer");
        let said = said.lock().expect("no panic").clone();
        // The places of the policies.
        said.replace(&NOW.location().expect("a place").to_string(), "here")
            .replace(&NEXT.location().expect("a place").to_string(), "here")
    };
    let (now, next) = (PolicyRef::from(&NOW), PolicyRef::from(&NEXT));
    assert_eq!(
        sentence(now.clone(), next.clone(), &[OLD]),
        "`NEXT` (here) would refuse what `NOW` (here) allows: `https://old.example.com` is not in `NEXT` (here). If the page is \
         yours, add `https://old.example.com` to `origins`."
    );
    assert_eq!(
        sentence(now.clone(), next.clone(), &[NEW]),
        "`NEXT` (here) would allow what `NOW` (here) refuses: `https://new.example.net` is not in `NOW` (here). If the page is \
         yours, add `https://new.example.net` to `origins`."
    );
    assert_eq!(
        sentence(now.clone(), next.clone(), &[APP, COOKIE]),
        "`NEXT` (here) would refuse the cookie of a page of `https://app.example.com`, because it does not have `credentials: \
         true`."
    );
    assert_eq!(
        sentence(next, now, &[APP, COOKIE]),
        "`NOW` (here) would allow the cookie of a page of `https://app.example.com`, because it has `credentials: true`."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_byte_of_an_answer_changes(
        method in select(vec!["GET", "POST", "OPTIONS", "PURGE"]),
        lines in prop::collection::vec(select(LINES.to_vec()), 0..6),
        (now, next) in (select(POLICIES.to_vec()), select(POLICIES.to_vec())),
    ) {
        let runtime = Runtime::new().expect("a runtime");
        let sent = Sent { method, lines };
        for ask in FRAMEWORKS {
            let plain = ask(&runtime, &sent, now.into(), None);
            let told = Told::default();
            let shadowed = ask(&runtime, &sent, now.into(), Some((next.into(), Arc::clone(&told))));
            prop_assert_eq!(plain, shadowed);
            if std::ptr::eq(now, next) {
                prop_assert!(told.lock().expect("no panic").is_empty());
            }
        }
    }
}

const POLICIES: [&cors_policy::Policy; 5] = [&NOW, &NEXT, &MIRROR, &OPEN, &TIERS];

const LINES: [(&str, &str); 13] = [
    APP,
    APP,
    OLD,
    NEW,
    COOKIE,
    ("origin", "null"),
    ("origin", ""),
    ("access-control-request-method", "PUT"),
    ("access-control-request-method", "DELETE"),
    ("access-control-request-method", "a b"),
    ("access-control-request-headers", "x-a,,x-b"),
    ("access-control-request-headers", "authorization"),
    ("x-forwarded-host", "app.example.com"),
];
