//! Measures the time that each fairing adds to a Rocket application.

use std::hint::black_box;
use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use cors_policy::rocket::Cors;
use criterion::Criterion;
use rocket::config::{Config, LogLevel};
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Header, Method, Status};
use rocket::local::asynchronous::{Client, LocalRequest};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Request, Response, Rocket, Route};

use crate::policies::{self, EXACT_3, STRANGER, origin};
use crate::request::{self, Answer, Case};
use crate::table::{BY_HAND, NO_MIDDLEWARE, OURS, Table};
use crate::turns::{Contestant, WARM_UP, measure};

/// Every kind of request, to a policy with three origins.
pub(crate) fn cases(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to a Rocket application by a policy of 3 origins");
    for case in request::cases(&origin(0), STRANGER) {
        let server = || server(case.answer);
        let clients = [
            (NO_MIDDLEWARE, client(server())),
            (BY_HAND, client(server().attach(Floor))),
            (OURS, client(server().attach(Cors::new(&EXACT_3)))),
            ("`rocket_cors`", client(server().attach(policies::rocket_cors(3)))),
        ];
        let contestants = clients.iter().map(|(name, client)| contestant(name, client, &case));
        table.push(case.name, measure(criterion, "rocket", case.name, contestants.collect()));
    }
    table
}

/// An application that answers every request, and writes no log.
fn server(answer: Answer) -> Rocket<Build> {
    let config = Config { log_level: LogLevel::Off, ..Config::release_default() };
    let routes = [Method::Get, Method::Options];
    let routes = routes.map(|method| Route::new(method, "/", Respond(answer)));
    rocket::custom(config).mount("/", routes)
}

fn client(rocket: Rocket<Build>) -> Client {
    rocket::execute(Client::untracked(rocket)).expect("the application starts")
}

/// Sends the same request many times. The requests are made before the clock starts.
fn contestant<'a>(name: &'static str, client: &'a Client, case: &'a Case) -> Contestant<'a> {
    let request = request_of(client, case);
    Contestant::new(name, move |times| {
        let serve = |request: LocalRequest<'_>| {
            let mut future = pin!(black_box(request).dispatch());
            match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(response) => drop(black_box(response)),
                Poll::Pending => unreachable!("no fairing here waits for anything"),
            }
        };
        let take = |times| vec![request.clone(); times];
        take(WARM_UP).into_iter().for_each(serve);
        let requests = take(times);
        let start = Instant::now();
        requests.into_iter().for_each(serve);
        start.elapsed()
    })
}

/// The request, in the types of Rocket.
fn request_of<'c>(client: &'c Client, case: &Case) -> LocalRequest<'c> {
    let method = case.request.method().as_str().parse().expect("Rocket knows the method");
    let mut request = client.req(method, "/");
    for (name, value) in case.request.headers() {
        let value = value.to_str().expect("it is text").to_owned();
        request.add_header(Header::new(name.as_str().to_owned(), value));
    }
    request
}

#[derive(Clone, Copy)]
struct Respond(Answer);

#[rocket::async_trait]
impl Handler for Respond {
    async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let mut response = Response::new();
        if !matches!(self.0, Answer::Empty) {
            response.set_raw_header("Content-Type", "application/json");
            response.set_raw_header("Content-Length", "42");
        }
        if matches!(self.0, Answer::Varying) {
            response.adjoin_raw_header("Vary", "accept-encoding");
        }
        Outcome::Success(response)
    }
}

/// The headers, written by hand. It answers preflights with the route of the application.
struct Floor;

#[rocket::async_trait]
impl Fairing for Floor {
    fn info(&self) -> Info {
        Info { name: "by hand", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        response.adjoin_raw_header("Vary", "Origin");
        let headers = request.headers();
        let Some(origin) = headers.get_one("Origin") else { return };
        let is_allowed = origin == *ORIGIN;
        let is_preflight = request.method() == Method::Options
            && headers.contains("Access-Control-Request-Method");
        if is_preflight {
            response.set_status(if is_allowed { Status::NoContent } else { Status::Forbidden });
        }
        if !is_allowed {
            return;
        }
        response.set_raw_header("Access-Control-Allow-Origin", origin);
        response.set_raw_header("Access-Control-Allow-Credentials", "true");
        if is_preflight {
            response.set_raw_header("Access-Control-Allow-Methods", "DELETE, GET, POST, PUT");
            response.set_raw_header("Access-Control-Allow-Headers", "Authorization, Content-Type");
            response.set_raw_header("Access-Control-Max-Age", "7200");
        } else {
            response.set_raw_header("Access-Control-Expose-Headers", "ETag, X-RateLimit-Remaining");
        }
    }
}

static ORIGIN: LazyLock<String> = LazyLock::new(|| origin(0));
