//! axum behind a socket: one server for all scenarios, with a route and a layer for each.

use std::net::SocketAddr;

use ::axum::Router;
use ::axum::body::Body;
use ::axum::routing::any;
use cors_policy::tower::CorsLayer;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::messages::response;
use crate::policies::OriginsFrom;
use crate::scenario::{Answer, Scenario};
use crate::subject::Subject;
use crate::table;
use crate::wire;

pub(crate) struct Axum {
    origins: OriginsFrom,
    address: SocketAddr,
    /// The runtime. The server runs until it is dropped.
    _runtime: Runtime,
}

impl Axum {
    pub(crate) fn start(origins: OriginsFrom) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(async move { ::axum::serve(listener, router(origins)).await });
        Self { origins, address, _runtime: runtime }
    }
}

impl Subject for Axum {
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

fn router(origins: OriginsFrom) -> Router {
    table::all().into_iter().fold(Router::new(), |router, scenario| {
        let path = wire::path(&scenario);
        let handler = any(move || async move { response::<Body>(&scenario) });
        let layer = CorsLayer::new(scenario.policy.with(origins));
        router.merge(Router::new().route(&path, handler).layer(layer))
    })
}
