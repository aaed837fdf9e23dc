//! warp behind a socket: one server for all scenarios, with a filter and a layer for each.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

use ::hyper::body::Incoming;
use ::hyper::server::conn::http1;
use ::hyper::service::service_fn;
use ::warp::Filter;
use cors_policy::tower::CorsLayer;
use http::Request;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tower::{Layer, ServiceExt};

use crate::messages::response;
use crate::policies::OriginsFrom;
use crate::scenario::{Answer, Scenario};
use crate::subject::Subject;
use crate::table;
use crate::wire;

pub(crate) struct Warp {
    origins: OriginsFrom,
    address: SocketAddr,
    /// The runtime. The server runs until it is dropped.
    _runtime: Runtime,
}

impl Warp {
    pub(crate) fn start(origins: OriginsFrom) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(serve(origins, listener));
        Self { origins, address, _runtime: runtime }
    }
}

impl Subject for Warp {
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

async fn serve(origins: OriginsFrom, listener: TcpListener) {
    let scenarios = table::all().into_iter().map(|scenario| (wire::path(&scenario), scenario));
    let scenarios = Arc::new(scenarios.collect::<HashMap<_, _>>());
    while let Ok((stream, _)) = listener.accept().await {
        let scenarios = Arc::clone(&scenarios);
        let service = service_fn(move |request: Request<Incoming>| {
            let scenario = scenarios[request.uri().path()];
            let routes = ::warp::any().map(move || response::<String>(&scenario));
            let layer = CorsLayer::new(scenario.policy.with(origins));
            layer.layer(::warp::service(routes)).oneshot(request)
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}
