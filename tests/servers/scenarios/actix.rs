//! actix-web behind a socket: one server for all scenarios, with a resource and a middleware for each.

use std::net::{SocketAddr, TcpListener};
use std::thread;

use actix_web::http::StatusCode;
use actix_web::{App, HttpResponse, HttpServer, rt, web};
use cors_policy::actix::Cors;

use crate::policies::OriginsFrom;
use crate::scenario::{self, Answer, CALLED, Scenario};
use crate::subject::Subject;
use crate::table;
use crate::wire;

pub(crate) struct Actix {
    origins: OriginsFrom,
    address: SocketAddr,
}

impl Actix {
    /// Starts the server. It runs until the tests end.
    pub(crate) fn start(origins: OriginsFrom) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        thread::spawn(move || {
            let server =
                HttpServer::new(move || App::new().configure(|app| add_scenarios(app, origins)));
            let server = server.workers(1).disable_signals().listen(listener).expect("a listener");
            rt::System::new().block_on(server.run())
        });
        Self { origins, address }
    }
}

impl Subject for Actix {
    fn origins(&self) -> OriginsFrom {
        self.origins
    }

    fn answer(&self, scenario: &Scenario) -> Answer {
        wire::send(self.address, scenario)
    }

    fn reads_lines(&self) -> bool {
        true
    }
}

fn add_scenarios(app: &mut web::ServiceConfig, origins: OriginsFrom) {
    for scenario in table::all() {
        let handler = move || async move { response(&scenario) };
        let cors = Cors::new(scenario.policy.with(origins));
        let resource = web::resource(wire::path(&scenario)).wrap(cors);
        app.service(resource.to(handler));
    }
}

/// The response of the scenario's handler, in the types of actix-web.
fn response(scenario: &Scenario) -> HttpResponse {
    if !scenario.expects_call() {
        return HttpResponse::Ok().append_header((CALLED, "yes")).finish();
    }
    let status = StatusCode::from_u16(scenario.handler_status()).expect("a status");
    let mut response = HttpResponse::build(status);
    for (name, value) in scenario.handler_headers() {
        response.append_header((name, &scenario::bytes(value)[..]));
    }
    response.finish()
}
