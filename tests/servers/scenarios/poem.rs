//! poem behind a socket: one server for all scenarios, with a route and a middleware for each.

use std::net::SocketAddr;

use ::poem::endpoint::make_sync;
use ::poem::listener::TcpAcceptor;
use ::poem::{Body, EndpointExt, Response, Route, Server};
use cors_policy::poem::Cors;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::messages::response;
use crate::policies::OriginsFrom;
use crate::scenario::{Answer, Scenario};
use crate::subject::Subject;
use crate::table;
use crate::wire;

pub(crate) struct Poem {
    origins: OriginsFrom,
    address: SocketAddr,
    /// The runtime. The server runs until it is dropped.
    _runtime: Runtime,
}

impl Poem {
    pub(crate) fn start(origins: OriginsFrom) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let acceptor = TcpAcceptor::from_tokio(listener).expect("an acceptor");
        runtime.spawn(Server::new_with_acceptor(acceptor).run(route(origins)));
        Self { origins, address, _runtime: runtime }
    }
}

impl Subject for Poem {
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

fn route(origins: OriginsFrom) -> Route {
    table::all().into_iter().fold(Route::new(), |route, scenario| {
        let handler = make_sync(move |_| played(&scenario));
        let cors = Cors::new(scenario.policy.with(origins));
        route.at(wire::path(&scenario), handler.with(cors))
    })
}

/// The response of the scenario's handler, in the types of poem.
fn played(scenario: &Scenario) -> Response {
    let (head, ()) = response::<()>(scenario).into_parts();
    let mut response = Response::builder().status(head.status).body(Body::empty());
    *response.headers_mut() = head.headers;
    response
}
