//! Rocket.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use cors_policy::guard::OriginGuard;
use cors_policy::rocket::Cors;
use rocket::http::{Header, Method, Status};
use rocket::local::asynchronous::Client;
use rocket::route::{Handler, Outcome};
use rocket::{Data, Request, Response, Route};

use super::rocket_server::{serve, silent};
use super::table::{self, Case};
use super::{API, Runs, ask, assert_the_answer_is_plain, guard};

static RUNS: AtomicUsize = AtomicUsize::new(0);
static OTHER_RUNS: AtomicUsize = AtomicUsize::new(0);

/// Counts how often it runs.
#[derive(Clone)]
struct Count(Runs);

#[rocket::async_trait]
impl Handler for Count {
    async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Outcome::Success(Response::new())
    }
}

/// A route for each method and all paths, before all other routes of the application.
fn everything(runs: Runs) -> Vec<Route> {
    let methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT", "PATCH"];
    let route = |method: &str| {
        let method = method.parse::<Method>().expect("a method");
        Route::ranked(isize::MIN + 2, method, "/<_..>", Count(runs))
    };
    methods.map(route).to_vec()
}

#[test]
fn rocket_answers_as_the_table_says() {
    let inside = silent().attach(Cors::new(&API)).attach(guard());
    let outside = silent().attach(guard()).attach(Cors::new(&API));
    let alone = silent().attach(guard()).attach(guard());
    for (rocket, has_cors) in [(inside, true), (outside, true), (alone, false)] {
        let address = serve(rocket.mount("/", everything(&RUNS)));
        let failures = table::all().into_iter().filter_map(|case| {
            let expected = if passes(&case) { 200 } else { status_of_refusal(&case) };
            let response = ask(address, &case);
            let has_run = RUNS.swap(0, Ordering::SeqCst) > 0;
            let is_right = response.status == expected && has_run == passes(&case);
            (!is_right).then(|| format!("{case:?}: {}", response.status))
        });
        let failures = failures.collect::<Vec<_>>();
        assert!(failures.is_empty(), "{}", failures.join("\n"));
        if has_cors {
            assert_the_answer_is_plain(address);
        }
    }
}

/// Rocket drops header values that are not UTF-8, and the host in the URL of an HTTP/1 request.
fn passes(case: &Case) -> bool {
    let is_dropped = case.lines.iter().any(|line| line.contains('\u{ff}'));
    let has_host = case.target.starts_with("http://");
    match case.lines[..] {
        ["Host: other.example", "Origin: http://example.com"] if has_host => false,
        ["Host: evil.example", "Origin: https://evil.example"] if has_host => true,
        _ => case.passes || is_dropped,
    }
}

/// Rocket itself refuses a method that it does not know.
fn status_of_refusal(case: &Case) -> u16 {
    if matches!(case.method, "PROPFIND" | "get") { 400 } else { 403 }
}

/// The guard turns a refused request into `OPTIONS`. It is told as it was.
#[::tokio::test]
async fn a_refusal_is_told_as_the_request_was_sent() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&told);
    let guard = OriginGuard::select(|request| (request.path() == "/listed").then_some(&API))
        .own_origin(|request| Some(format!("https://{}", request.header("X-Forwarded-Host")?)))
        .on_refused(move |refusal| {
            let line = format!("{} {}", refusal.method(), refusal.path());
            listener.lock().expect("no panic").push(line);
        });
    let rocket = silent().attach(guard).mount("/", everything(&OTHER_RUNS));
    let client = Client::untracked(rocket).await.expect("a server");
    for (path, origin, host, status) in [
        ("/listed", "https://app.example.com", "a.example", Status::Ok),
        ("/listed", "https://evil.example", "a.example", Status::Forbidden),
        ("/%6Cisted", "https://app.example.com", "a.example", Status::Ok),
        ("/other", "https://app.example.com", "a.example", Status::Forbidden),
        ("/other", "https://a.example", "a.example", Status::Ok),
    ] {
        let request = client.post(path).header(Header::new("Origin", origin));
        let response = request.header(Header::new("X-Forwarded-Host", host)).dispatch().await;
        assert_eq!(response.status(), status, "{path} {origin}");
    }
    assert_eq!(*told.lock().expect("no panic"), ["POST /listed", "POST /other"]);
}
