//! `rocket::Cors` in front of a Rocket application, called without a socket. There is one application for each policy, because
//! it takes long to start.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ptr;
use std::sync::{Arc, Mutex, PoisonError};

use cors_policy::Policy;
use cors_policy::rocket::Cors;
use rocket::http::{Header, Method, Status};
use rocket::local::asynchronous::Client;
use rocket::route::{Handler, Outcome as Routed};
use rocket::{Config, Data, Request, Response, Route, catch, catchers};
use tokio::runtime::{Builder, Runtime};

use super::{Answer, Exchange, Line, Outcome, headers_of};

pub(super) fn call(exchange: &Exchange) -> Outcome {
    try_call(exchange).unwrap_or(Outcome::Changed)
}

/// The answer, or `None` if Rocket changes the exchange: it does not know the method, a value is not UTF-8, or it owns a header
/// of the response.
fn try_call(exchange: &Exchange) -> Option<Outcome> {
    if exchange.response.iter().any(|(name, _)| OWNED.contains(&name.as_str())) {
        return None;
    }
    let method = METHODS.into_iter().find(|method| method.as_str() == exchange.method.as_str())?;
    let request = texts(&exchange.request)?;
    let script = Script {
        status: exchange.status,
        headers: texts(&exchange.response)?,
        is_error: exchange.is_error,
        is_called: false,
    };
    Some(SERVERS.with_borrow_mut(|servers| servers.call(exchange.policy, method, request, script)))
}

thread_local! {
    static SERVERS: RefCell<Servers> = RefCell::new(Servers::new());
}

struct Servers {
    runtime: Runtime,
    of_policies: HashMap<*const Policy, (Client, Played)>,
}

/// What the handler does, and whether it was called.
#[derive(Default)]
struct Script {
    status: u16,
    headers: Vec<(String, String)>,
    is_error: bool,
    is_called: bool,
}

type Played = Arc<Mutex<Script>>;

impl Servers {
    fn new() -> Self {
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        Self { runtime, of_policies: HashMap::new() }
    }

    fn call(
        &mut self,
        policy: &'static Policy,
        method: Method,
        request: Vec<(String, String)>,
        script: Script,
    ) -> Outcome {
        let Self { runtime, of_policies } = self;
        let (client, played) =
            of_policies.entry(ptr::from_ref(policy)).or_insert_with(|| start(runtime, policy));
        *played.lock().unwrap_or_else(PoisonError::into_inner) = script;
        runtime.block_on(async {
            let mut local = client.req(method, "/");
            for (name, value) in request {
                local.add_header(Header::new(name, value));
            }
            let response = local.dispatch().await;
            let headers = response.headers().iter().collect::<Vec<_>>();
            let lines = headers.iter().map(|header| (header.name().as_str(), header.value()));
            let lines = lines.map(|(name, value)| (name.to_lowercase(), value.as_bytes()));
            let lines = lines.collect::<Vec<_>>();
            Outcome::Answer(Answer {
                status: response.status().code,
                headers: headers_of(lines.iter().map(|(name, value)| (name.as_str(), *value))),
                is_called: played.lock().unwrap_or_else(PoisonError::into_inner).is_called,
            })
        })
    }
}

fn start(runtime: &Runtime, policy: &'static Policy) -> (Client, Played) {
    let played = Played::default();
    let routes = METHODS.map(|method| Route::new(method, "/<_..>", Respond(Arc::clone(&played))));
    // Without the headers of `Shield` and `Server`.
    let config = Config {
        ident: rocket::config::Ident::none(),
        log_level: rocket::config::LogLevel::Off,
        ..Config::debug_default()
    };
    let rocket = rocket::custom(config)
        .attach(rocket::shield::Shield::new())
        .attach(Cors::new(policy))
        .manage(Arc::clone(&played))
        .mount("/", routes)
        .register("/", catchers![fail]);
    let client = runtime.block_on(Client::untracked(rocket)).expect("it starts");
    (client, played)
}

#[derive(Clone)]
struct Respond(Played);

#[rocket::async_trait]
impl Handler for Respond {
    async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Routed<'r> {
        let mut script = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        script.is_called = true;
        let status = Status::new(script.status);
        if script.is_error { Routed::Error(status) } else { Routed::Success(script.response()) }
    }
}

/// The response that Rocket makes of an error.
#[catch(default)]
fn fail(_: Status, request: &Request<'_>) -> Failed {
    let played = request.rocket().state::<Played>().expect("it is managed");
    Failed(Arc::clone(played))
}

struct Failed(Played);

impl<'r> rocket::response::Responder<'r, 'static> for Failed {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).response())
    }
}

impl Script {
    fn response(&self) -> Response<'static> {
        let mut response = Response::new();
        response.set_status(Status::new(self.status));
        for (name, value) in &self.headers {
            response.adjoin_header(Header::new(name.clone(), value.clone()));
        }
        response
    }
}

/// The headers, if all values are UTF-8.
fn texts(lines: &[Line]) -> Option<Vec<(String, String)>> {
    let text = |(name, value): &Line| {
        Some((name.as_str().to_owned(), std::str::from_utf8(value.as_bytes()).ok()?.to_owned()))
    };
    lines.iter().map(text).collect()
}

const OWNED: [&str; 2] = ["content-length", "transfer-encoding"];

const METHODS: [Method; 9] = [
    Method::Get,
    Method::Put,
    Method::Post,
    Method::Delete,
    Method::Options,
    Method::Head,
    Method::Trace,
    Method::Connect,
    Method::Patch,
];
