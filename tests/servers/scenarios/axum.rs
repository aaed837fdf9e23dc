//! axum behind a socket: one server for all scenarios, with a route and a layer for each.

use std::net::SocketAddr;

use ::axum::Router;
use ::axum::body::Body;
use ::axum::routing::any;
use cors_policy::tower::CorsLayer;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::messages::response;
use crate::scenario::{Answer, Scenario};
use crate::subject::Subject;
use crate::table;
use crate::wire;

pub(crate) struct Axum {
    address: SocketAddr,
    /// The runtime. The server runs until it is dropped.
    _runtime: Runtime,
}

impl Axum {
    pub(crate) fn start() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(async move { ::axum::serve(listener, router()).await });
        Self { address, _runtime: runtime }
    }
}

impl Subject for Axum {
    fn answer(&self, scenario: &Scenario) -> Answer {
        wire::send(self.address, scenario)
    }

    fn reads_lines(&self) -> bool {
        true
    }
}

fn router() -> Router {
    table::all().into_iter().fold(Router::new(), |router, scenario| {
        let path = wire::path(&scenario);
        let handler = any(move || async move { response::<Body>(&scenario) });
        let route = Router::new().route(&path, handler).layer(CorsLayer::new(scenario.policy));
        router.merge(route)
    })
}
