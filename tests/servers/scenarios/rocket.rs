//! Rocket behind a socket. A fairing is in front of a whole server, so there is a server for each policy, with a route for each
//! scenario. Another server has all policies, and selects one for each request.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::ptr;

use cors_policy::rocket::Cors;
use rocket::http::{Header, Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Request, Response, Rocket as Server, Route};

use crate::policies::{Declared, OriginsFrom};
use crate::rocket_server::{serve, silent};
use crate::scenario::{Answer, CALLED, Scenario};
use crate::subject::Subject;
use crate::table;
use crate::wire;

pub(crate) struct Rocket {
    origins: OriginsFrom,
    servers: Vec<(&'static Declared, SocketAddr)>,
}

impl Rocket {
    /// Starts a server for each policy. They run until the tests end.
    pub(crate) fn start(origins: OriginsFrom) -> Self {
        let mut servers: Vec<(&'static Declared, SocketAddr)> = Vec::new();
        for Scenario { policy, .. } in table::all() {
            if !servers.iter().any(|(known, _)| ptr::eq(*known, policy)) {
                let cors = Cors::new(policy.with(origins));
                servers.push((policy, serve(with_scenarios(silent()).attach(cors))));
            }
        }
        Self { origins, servers }
    }

    /// Starts one server, which selects the policy of a request by its path.
    pub(crate) fn select(origins: OriginsFrom) -> Self {
        let policies = table::all()
            .into_iter()
            .map(|scenario| (wire::path(&scenario), scenario.policy.with(origins)));
        let policies = policies.collect::<HashMap<_, _>>();
        let cors = Cors::select(move |request| policies.get(request.path()).cloned());
        let address = serve(with_scenarios(silent()).attach(cors));
        let servers = table::all().into_iter().map(|scenario| (scenario.policy, address));
        Self { origins, servers: servers.collect() }
    }
}

impl Subject for Rocket {
    fn origins(&self) -> OriginsFrom {
        self.origins
    }

    fn answer(&self, scenario: &Scenario) -> Answer {
        let mut servers = self.servers.iter();
        let server = servers.find(|(policy, _)| ptr::eq(*policy, scenario.policy));
        wire::send(server.expect("each policy has a server").1, scenario)
    }

    fn reads_lines(&self) -> bool {
        true
    }

    fn instead(&self, scenario: &Scenario) -> Option<Scenario> {
        // Rocket answers these itself, before any fairing runs.
        if !METHODS.iter().any(|method| method.as_str() == scenario.method()) {
            return Some(Scenario { handler: &[], answer: &["400"], ..*scenario });
        }
        let (_, handler, answer) = BYTES.iter().find(|(name, _, _)| *name == scenario.name)?;
        Some(Scenario { handler, answer, ..*scenario })
    }
}

/// Rocket drops headers of requests whose values are not UTF-8, and a handler can only send UTF-8.
const BYTES: [(&str, &[&str], &[&str]); 4] = [
    (
        "preflight with a method of arbitrary bytes",
        &["200"],
        &[
            "200",
            "Access-Control-Allow-Origin: https://app.example.com",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Expose-Headers: ETag, X-Total",
            "Vary: Origin",
        ],
    ),
    (
        "a method to repeat of bytes above 0x7F",
        &["200"],
        &[
            "200",
            "Access-Control-Allow-Origin: https://app.example.com",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Expose-Headers: ETag",
            "Vary: Origin",
        ],
    ),
    (
        "preflight with bytes above 0x7F in the origin, which is anyone else",
        &["200"],
        &[
            "200",
            "Access-Control-Allow-Origin: *",
            "Access-Control-Expose-Headers: ETag",
            "Vary: Origin",
        ],
    ),
    (
        "a handler that varies by arbitrary bytes",
        &["200", "Vary: \u{80}\u{ff}"],
        &["200", "Vary: \u{c2}\u{80}\u{c3}\u{bf}", "Vary: Origin"],
    ),
];

/// Each scenario has a route for every method that Rocket knows.
fn with_scenarios(rocket: Server<Build>) -> Server<Build> {
    let routes = table::all().into_iter().flat_map(|scenario| {
        METHODS.map(|method| Route::new(method, &wire::path(&scenario), Handle(scenario)))
    });
    rocket.mount("/", routes.collect::<Vec<_>>())
}

#[derive(Clone)]
struct Handle(Scenario);

#[rocket::async_trait]
impl Handler for Handle {
    async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let Self(scenario) = self;
        let mut response = Response::new();
        if scenario.expects_call() {
            response.set_status(Status::new(scenario.handler_status()));
            for (name, value) in scenario.handler_headers() {
                response.adjoin_header(Header::new(name, value));
            }
        } else {
            response.set_header(Header::new(CALLED, "yes"));
        }
        Outcome::Success(response)
    }
}

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
