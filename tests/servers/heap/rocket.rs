//! What the fairing for Rocket allocates: exactly as much as a fairing that sets the same headers by hand. Rocket itself
//! allocates for each request, for each name of a header, and for each value.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use allocation_counter::AllocationInfo;
use cors_policy::rocket::Cors;
use cors_policy::{PolicyRef, RequestView};
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Header, Method, Status};
use rocket::local::asynchronous::Client;
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Request, Response, Rocket, Route};
use tokio::runtime::{Builder, Runtime};

use super::rocket_server::silent;
use super::{ORIGINS, api, public};

#[test]
fn an_actual_request_allocates_what_its_headers_do() {
    for origin in ORIGINS {
        for already in 0..10 {
            let by_hand = ByHand(&[
                ("Vary", "Origin"),
                ("Access-Control-Allow-Origin", origin),
                ("Access-Control-Allow-Credentials", "true"),
                ("Access-Control-Expose-Headers", "ETag"),
            ]);
            assert_same(&api(), Method::Get, Some(origin), already, by_hand);
        }
    }
}

#[test]
fn a_refused_request_allocates_what_vary_does() {
    for origin in [None, Some("https://evil.example"), Some("https://app.example.com:1")] {
        for already in 0..10 {
            assert_same(&api(), Method::Get, origin, already, ByHand(&[("Vary", "Origin")]));
        }
    }
}

#[test]
fn a_public_resource_allocates_what_its_headers_do() {
    let headers = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", "ETag")];
    assert_same(&public(), Method::Get, None, 3, ByHand(&headers));
}

#[test]
fn a_preflight_allocates_what_its_headers_do() {
    for origin in ORIGINS {
        let by_hand = ByHand(&[
            ("Vary", "Origin"),
            ("Access-Control-Allow-Origin", origin),
            ("Access-Control-Allow-Credentials", "true"),
            ("Access-Control-Allow-Methods", "GET, PUT"),
            ("Access-Control-Allow-Headers", "Content-Type"),
            ("Access-Control-Max-Age", "7200"),
        ]);
        assert_same(&api(), Method::Options, Some(origin), 0, by_hand);
    }
}

/// Asserts that each policy allocates as much for the request as the fairing does that sets headers by hand.
fn assert_same(
    policies: &[PolicyRef],
    method: Method,
    origin: Option<&'static str>,
    already: usize,
    by_hand: ByHand<'_>,
) {
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    let handlers = [Method::Get, Method::Options];
    let handlers = handlers.map(|method| Route::new(method, "/<_..>", Respond { already }));
    let server = || silent().mount("/", handlers.clone());
    let headers = by_hand.0.iter().map(|(name, value)| (*name, (*value).to_owned().leak() as &str));
    let by_hand = server().attach(ByHand(headers.collect::<Vec<_>>().leak()));
    let expected = allocated(&runtime, by_hand, method, origin);
    for policy in policies {
        let cors = Cors::new(policy);
        let found = allocated(&runtime, server().attach(cors), method, origin);
        let is_same = match method {
            // The future of the route has another size than that of a handler.
            Method::Options => found.count_total == expected.count_total,
            _ => {
                found.count_total == expected.count_total
                    && found.bytes_total == expected.bytes_total
            }
        };
        assert!(is_same, "{method} {origin:?} {already}: {found:?} {expected:?}");

        // A decision that was made before the handler runs is remembered in Rocket's own cache, which is on the heap.
        let selected = policy.clone();
        let select = move |_: &RequestView<'_>| Some(selected.clone());
        let found = allocated(&runtime, server().attach(Cors::select(select)), method, origin);
        let more = found.count_total - expected.count_total;
        assert!(more <= REMEMBERED, "{method} {origin:?} {already}: {found:?} {expected:?}");
    }
}

/// What is allocated between a request and its response.
fn allocated(
    runtime: &Runtime,
    rocket: Rocket<Build>,
    method: Method,
    origin: Option<&'static str>,
) -> AllocationInfo {
    runtime.block_on(async {
        let client = Client::untracked(rocket).await.expect("a server");
        let request = || {
            let mut request = client.req(method, "/");
            if let Some(origin) = origin {
                request.add_header(Header::new("Origin", origin));
            }
            if method == Method::Options {
                request.add_header(Header::new("Access-Control-Request-Method", "PUT"));
            }
            request
        };
        // The first request also allocates what belongs to the server.
        drop(request().dispatch().await);
        let request = request();
        let mut dispatch = Box::pin(request.dispatch());
        allocation_counter::measure(|| {
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            match dispatch.as_mut().poll(&mut context) {
                Poll::Ready(response) => drop(response),
                Poll::Pending => unreachable!("the handler is ready at once"),
            }
        })
    })
}

/// Sets these headers. It allocates nothing for itself.
#[derive(Clone, Copy)]
struct ByHand<'a>(&'a [(&'static str, &'a str)]);

#[rocket::async_trait]
impl Fairing for ByHand<'static> {
    fn info(&self) -> Info {
        Info { name: "by hand", kind: Kind::Response }
    }

    fn on_response<'r, 'life0, 'life1, 'life2, 'async_trait>(
        &'life0 self,
        _: &'r Request<'life1>,
        response: &'life2 mut Response<'r>,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + 'async_trait>>
    where
        'r: 'async_trait,
        'life0: 'async_trait,
        'life1: 'async_trait,
        'life2: 'async_trait,
        Self: 'async_trait,
    {
        for (name, value) in self.0 {
            match *name {
                // The handler may have set it. Rocket reserves memory for more lines.
                "Vary" => response.adjoin_raw_header(*name, *value),
                _ => _ = response.set_raw_header(*name, *value),
            }
        }
        Box::pin(poll_fn(|_| Poll::Ready(())))
    }
}

#[derive(Clone)]
struct Respond {
    /// The number of headers in its responses.
    already: usize,
}

#[rocket::async_trait]
impl Handler for Respond {
    async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let mut response = Response::new();
        response.set_status(Status::NoContent);
        for name in super::NAMES.iter().take(self.already) {
            response.set_raw_header(*name, "x");
        }
        Outcome::Success(response)
    }
}

/// How many pieces of memory the cache takes for a decision.
const REMEMBERED: u64 = 3;
