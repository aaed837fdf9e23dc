//! Rocket: how the policy works with catchers, routes for `OPTIONS`, and other fairings.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cors_policy::rocket::Cors;
use rocket::data::{IoHandler, IoStream};
use rocket::error::ErrorKind;
use rocket::fairing::AdHoc;
use rocket::form::Form;
use rocket::fs::FileServer;
use rocket::http::uri::Origin;
use rocket::http::{Header, Method, Status};
use rocket::request::{FromRequest, Outcome as Guarded};
use rocket::response::stream::TextStream;
use rocket::response::{Redirect, Responder};
use rocket::route::{Handler, Outcome};
use rocket::{
    Build, Data, Request, Response, Rocket, Route, catch, catchers, get, options, post, put, routes,
};

use crate::rocket_server::{serve, silent};
use crate::{ALLOWED, ANSWERED, API, APP, EVIL, NOTHING, OTHER, PUT, REFUSED};
use crate::{assert_says, lines_of, send, upgrade};

fn with_policy() -> Rocket<Build> {
    silent().attach(Cors::new(&API))
}

#[get("/users/<number>")]
fn read(number: u64) -> String {
    format!("user {number}")
}

#[put("/users/<_number>")]
const fn write(_number: u64) {}

#[get("/fails")]
const fn fail() -> Result<(), Status> {
    Err(Status::BadGateway)
}

#[get("/panics")]
fn panic() {
    panic!("this is meant to be seen");
}

#[get("/away")]
fn redirect() -> Redirect {
    Redirect::to("/users/7")
}

#[get("/secret")]
const fn secret(_known: Known) {}

#[get("/secret", rank = 2)]
const fn forwarded() -> &'static str {
    "who are you?"
}

#[post("/form", data = "<number>")]
fn form(number: Form<u64>) -> String {
    number.into_inner().to_string()
}

/// Somebody who sends a password.
struct Known;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Known {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Guarded<Self, ()> {
        match request.headers().get_one("X-Password") {
            Some("sesame") => Guarded::Success(Self),
            Some(_) => Guarded::Error((Status::Unauthorized, ())),
            None => Guarded::Forward(Status::Unauthorized),
        }
    }
}

#[catch(default)]
fn sorry(status: Status, _: &Request<'_>) -> String {
    format!("sorry: {}", status.code)
}

#[catch(404)]
fn redirecting() -> Redirect {
    Redirect::to("/users/7")
}

#[test]
fn every_response_carries_the_headers() {
    let all = routes![read, write, fail, panic, redirect, secret, forwarded, form];
    let routed = || with_policy().mount("/", all.clone()).mount("/api", all.clone());
    let caught = routed().register("/", catchers![sorry]).register("/api", catchers![redirecting]);
    for (address, is_caught) in [(serve(routed()), false), (serve(caught), true)] {
        for (start, status) in [
            ("GET /users/7", 200),
            ("GET /users/ada", 422),
            ("GET /api/users/7", 200),
            ("GET /nowhere", 404),
            ("GET /api/nowhere", if is_caught { 303 } else { 404 }),
            ("PATCH /users/7", 404),
            ("PUT /users/7", 200),
            ("HEAD /users/7", 200),
            ("HEAD /nowhere", 404),
            ("OPTIONS /users/7", 404),
            ("GET /fails", 502),
            ("GET /panics", 500),
            ("GET /away", 303),
            ("GET /secret", 200),
            ("POST /form", 415),
        ] {
            assert_says(&send(address, start, &[APP], ""), status, ALLOWED);
            assert_says(&send(address, start, &[EVIL], ""), status, REFUSED);
            assert_says(&send(address, start, &[], ""), status, REFUSED);
        }
        assert_says(&send(address, "GET /secret", &[APP, "X-Password: sesame"], ""), 200, ALLOWED);
        assert_says(&send(address, "GET /secret", &[APP, "X-Password: ?"], ""), 401, ALLOWED);
        assert_says(&send(address, "POST /form", &[APP, FORM], "ada"), 422, ALLOWED);
        let response = send(address, "GET /nowhere", &[APP], "");
        assert_eq!(response.body == "sorry: 404", is_caught, "{}", response.body);
    }
}

/// Each of these would answer the preflight itself, or do something.
#[test]
fn nothing_of_the_application_runs_for_a_preflight() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);

    #[derive(Clone)]
    struct Count;

    #[rocket::async_trait]
    impl Handler for Count {
        async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
            RUNS.fetch_add(1, Ordering::SeqCst);
            Outcome::Success(Response::new())
        }
    }

    #[options("/<_..>")]
    fn anything() {
        RUNS.fetch_add(1, Ordering::SeqCst);
    }

    #[catch(default)]
    fn count(_: Status, _: &Request<'_>) {
        RUNS.fetch_add(1, Ordering::SeqCst);
    }

    let methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT", "PATCH"];
    let everything = methods.map(|method| {
        Route::ranked(isize::MIN + 1, method.parse::<Method>().expect("a method"), "/<_..>", Count)
    });
    let caught = || with_policy().register("/", catchers![count]);
    for rocket in [
        caught(),
        caught().mount("/", routes![anything]),
        caught().mount("/", everything),
        caught().mount("/users", FileServer::from(env!("CARGO_MANIFEST_DIR"))),
    ] {
        let address = serve(rocket);
        for path in ["/", "/users", "/users/", "//users/7", "/users/%37?a=b", "/%2e%2e/x"] {
            let start = format!("OPTIONS {path}");
            let answer = send(address, &start, &[APP, PUT], "");
            assert_says(&answer, 204, ANSWERED);
            assert_eq!(answer.body, "");
            let refused = send(address, &start, &[EVIL, PUT], "");
            assert_says(&refused, 403, REFUSED);
            assert_eq!(refused.body, "");
            assert_eq!(RUNS.load(Ordering::SeqCst), 0, "{path}");
        }
        // A real `OPTIONS` reaches what the application has for it.
        assert_eq!(lines_of(&send(address, "OPTIONS /users", &[APP], "")), ALLOWED);
        assert_eq!(RUNS.swap(0, Ordering::SeqCst), 1);
    }
}

#[test]
fn an_options_route_is_as_before_for_other_requests() {
    #[options("/users/<_number>")]
    const fn methods(_number: u64) -> &'static str {
        "GET, PUT"
    }
    for rocket in [silent(), with_policy()] {
        let address = serve(rocket.mount("/", routes![read, methods]));
        let answer = send(address, "OPTIONS /users/7", &[], "");
        assert_eq!((answer.status, answer.body.as_str()), (200, "GET, PUT"));
        // The route does not take it, so it is forwarded.
        assert_eq!(send(address, "OPTIONS /users/ada", &[], "").status, 422);
        assert_eq!(send(address, "OPTIONS /nowhere", &[], "").status, 404);
    }
}

#[test]
fn a_second_policy_is_an_error_at_launch() {
    for rocket in [
        with_policy().attach(Cors::new(&OTHER)),
        with_policy().attach(AdHoc::on_ignite("late", |rocket| async {
            rocket.attach(Arc::new(Cors::select(|_| Some(&API))))
        })),
    ] {
        let error = rocket::execute(rocket.ignite()).expect_err("there are two");
        match error.kind() {
            ErrorKind::FailedFairings(fairings) => {
                let names = fairings.iter().map(|fairing| fairing.name).collect::<Vec<_>>();
                assert_eq!(names, ["CORS (one for the whole server)"]);
            }
            other => panic!("{other}"),
        }
    }
}

#[test]
fn a_route_of_the_same_rank_is_an_error_at_launch() {
    let route = Route::ranked(isize::MIN, Method::Options, "/a", Fixed);
    let error = rocket::execute(with_policy().mount("/", [route]).ignite()).expect_err("two");
    assert!(matches!(error.kind(), ErrorKind::Collisions(_)), "{error}");
}

#[derive(Clone)]
struct Fixed;

#[rocket::async_trait]
impl Handler for Fixed {
    async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        Outcome::Success(Response::new())
    }
}

#[test]
fn a_fairing_that_is_attached_at_ignition_works() {
    let address = serve(
        silent().mount("/", routes![read]).attach(AdHoc::on_ignite("stage", |rocket| async {
            rocket.attach(Arc::new(Cors::new(&API)))
        })),
    );
    assert_says(&send(address, "GET /users/7", &[APP], ""), 200, ALLOWED);
    assert_says(&send(address, "OPTIONS /users/7", &[APP, PUT], ""), 204, ANSWERED);
}

/// A fairing that many applications have, because Rocket has no CORS of its own.
fn homemade() -> AdHoc {
    AdHoc::on_response("homemade", |_, response| {
        Box::pin(async {
            response.set_header(Header::new("Access-Control-Allow-Origin", "*"));
            response.adjoin_header(Header::new("ACCESS-CONTROL-ALLOW-CREDENTIALS", "true"));
            response.adjoin_header(Header::new("vary", "accept"));
        })
    })
}

#[test]
fn of_two_fairings_the_last_one_is_seen() {
    let before =
        serve(silent().attach(homemade()).attach(Cors::new(&API)).mount("/", routes![read]));
    let mut allowed = [ALLOWED, &["vary: accept"]].concat();
    allowed.sort_unstable();
    assert_says(&send(before, "GET /users/7", &[APP], ""), 200, &allowed);
    assert_says(&send(before, "GET /users/7", &[EVIL], ""), 200, &["vary: Origin", "vary: accept"]);
    let mut answered = [ANSWERED, &["vary: accept"]].concat();
    answered.sort_unstable();
    assert_says(&send(before, "OPTIONS /users/7", &[APP, PUT], ""), 204, &answered);

    let after = serve(with_policy().attach(homemade()).mount("/", routes![read]));
    let found = lines_of(&send(after, "GET /users/7", &[EVIL], ""));
    assert!(found.contains(&"access-control-allow-origin: *".to_owned()), "{found:?}");
}

#[test]
fn shield_says_the_same_as_before() {
    let address = serve(with_policy().mount("/", routes![read]));
    for (start, lines) in [("GET /users/7", &[APP][..]), ("OPTIONS /users/7", &[APP, PUT])] {
        let answer = send(address, start, lines, "");
        assert!(answer.headers.contains(&("x-frame-options".to_owned(), "SAMEORIGIN".to_owned())));
    }
}

/// Preflights do not depend on the path, so a fairing may change it on both sides.
#[test]
fn a_fairing_may_change_the_path() {
    #[options("/<_..>")]
    const fn anything() -> &'static str {
        "this must not run for a preflight"
    }
    let version = || {
        AdHoc::on_request("version", |request, _| {
            Box::pin(async {
                let path = format!("/v1{}", request.uri());
                request.set_uri(Origin::parse_owned(path).expect("a path"));
            })
        })
    };
    for rocket in [
        silent().attach(version()).attach(Cors::new(&API)),
        silent().attach(Cors::new(&API)).attach(version()),
        silent().attach(version()).attach(Cors::select(|_| Some(&API))),
        silent().attach(Cors::select(|_| Some(&API))).attach(version()),
    ] {
        let address = serve(rocket.mount("/v1", routes![read, anything]));
        assert_says(&send(address, "GET /users/7", &[APP], ""), 200, ALLOWED);
        let answer = send(address, "OPTIONS /users/7", &[APP, PUT], "");
        assert_says(&answer, 204, ANSWERED);
        assert_eq!(answer.body, "");
    }
}

#[test]
fn streams_carry_the_headers() {
    #[get("/stream")]
    fn stream() -> TextStream![&'static str] {
        TextStream! {
            yield "hello, ";
            yield "world";
        }
    }
    let address = serve(with_policy().mount("/", routes![stream]));
    let response = send(address, "GET /stream", &[APP], "");
    assert_says(&response, 200, ALLOWED);
    assert!(response.body.contains("hello, ") && response.body.contains("world"));
}

#[test]
fn an_upgraded_connection_carries_the_headers() {
    struct Echo;

    impl<'r> Responder<'r, 'static> for Echo {
        fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
            let mut response = Response::new();
            response.add_upgrade("websocket", Self);
            Ok(response)
        }
    }

    #[rocket::async_trait]
    impl IoHandler for Echo {
        async fn io(self: Pin<Box<Self>>, io: IoStream) -> io::Result<()> {
            let (mut reader, mut writer) = tokio::io::split(io);
            tokio::io::copy(&mut reader, &mut writer).await?;
            Ok(())
        }
    }

    #[get("/")]
    const fn echo() -> Echo {
        Echo
    }
    let address = serve(with_policy().mount("/", routes![echo]));
    let (response, body) = upgrade(address, "/");
    assert_says(&response, 101, ALLOWED);
    assert_eq!(body, "hello");
}

/// Rocket answers these before it runs a fairing.
#[test]
fn what_rocket_refuses_has_no_headers() {
    let address = serve(with_policy().mount("/", routes![read]));
    assert_says(&send(address, "PURGE /users/7", &[APP], ""), 400, NOTHING);
    assert_says(&send(address, "options /users/7", &[APP, PUT], ""), 400, NOTHING);
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
