//! salvo behind a socket: one server for all scenarios, with a route and a hoop for each.

use std::net::SocketAddr;

use ::salvo::conn::tcp::TcpAcceptor;
use ::salvo::{Depot, FlowCtrl, Handler};
use ::salvo::{Request, Response, Router, Server, async_trait};
use cors_policy::salvo::Cors;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::messages::response;
use crate::policies::OriginsFrom;
use crate::scenario::{Answer, Scenario};
use crate::subject::Subject;
use crate::table;
use crate::wire;

pub(crate) struct Salvo {
    origins: OriginsFrom,
    address: SocketAddr,
    /// The runtime. The server runs until it is dropped.
    _runtime: Runtime,
}

impl Salvo {
    pub(crate) fn start(origins: OriginsFrom) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let acceptor = TcpAcceptor::try_from(listener).expect("an acceptor");
        runtime.spawn(Server::new(acceptor).serve(router(origins)));
        Self { origins, address, _runtime: runtime }
    }
}

impl Subject for Salvo {
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

/// Each route takes every method, so its hoop sees preflights too.
fn router(origins: OriginsFrom) -> Router {
    table::all().into_iter().fold(Router::new(), |router, scenario| {
        let path = wire::path(&scenario).trim_start_matches('/').to_owned();
        let cors = Cors::new(scenario.policy.with(origins));
        router.push(Router::with_path(path).hoop(cors).goal(Played(scenario)))
    })
}

/// The handler of a scenario.
struct Played(Scenario);

#[async_trait]
impl Handler for Played {
    async fn handle(
        &self,
        _: &mut Request,
        _: &mut Depot,
        answer: &mut Response,
        _: &mut FlowCtrl,
    ) {
        let (head, ()) = response::<()>(&self.0).into_parts();
        answer.status_code(head.status);
        answer.set_headers(head.headers);
    }
}
