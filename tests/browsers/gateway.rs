//! The handler of a case behind a gateway with the exported policy.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use cors_policy_gateway_tests::program::Running;
use cors_policy_gateway_tests::{cloudflare_worker, envoy, nginx};
use cors_policy_gateways::{Export, Inexpressible};
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::adapter::{self, Adapter};
use crate::case::Case;
use crate::policies::{self, Named};

/// A running gateway with all policies that it can express.
pub(crate) struct Gateway {
    policies: Vec<&'static Named>,
    running: Running,
}

impl Gateway {
    /// Starts the gateway in front of handlers without a policy.
    pub(crate) fn start(adapter: Adapter, handlers: SocketAddr) -> Self {
        let exports =
            policies::ALL.iter().filter_map(|&named| Some((named, export(adapter, named)?.ok()?)));
        let (policies, exports) = exports.unzip::<_, _, Vec<_>, Vec<_>>();
        let running = match adapter {
            Adapter::Envoy => envoy::lua(&exports, handlers),
            Adapter::Nginx => nginx::start(&exports, handlers),
            Adapter::Worker => cloudflare_worker::start(&exports, handlers, None),
            _ => unreachable!("{adapter:?} is no gateway"),
        };
        Self { policies, running }
    }

    /// The address at which the case has its policy.
    pub(crate) fn address(&self, case: &Case) -> SocketAddr {
        let policy = self.policies.iter().position(|&named| std::ptr::eq(named, case.policy));
        self.running.addresses[policy.expect("the gateway takes the case")]
    }
}

/// Whether the gateway can express the policy of the case.
pub(crate) fn expresses(adapter: Adapter, case: &Case) -> bool {
    export(adapter, case.policy).is_some_and(|export| export.is_ok())
}

/// The policy as configuration, if the adapter is a gateway.
fn export(adapter: Adapter, named: &Named) -> Option<Result<Export, Inexpressible>> {
    match adapter {
        Adapter::Envoy => Some(cors_policy_gateways::envoy::lua(named.policy)),
        Adapter::Nginx => Some(cors_policy_gateways::nginx::export(named.policy)),
        Adapter::Worker => Some(cors_policy_gateways::cloudflare_worker::export(named.policy)),
        Adapter::Axum
        | Adapter::Hyper
        | Adapter::Actix
        | Adapter::Rocket
        | Adapter::Poem
        | Adapter::Salvo => None,
    }
}

/// Serves the handlers of all cases, without a policy, until the program ends. The last segment of the path is the number of the
/// case.
pub(crate) async fn serve_handlers(cases: Arc<[Case]>) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let cases = Arc::clone(&cases);
            let service = service_fn(move |request: Request<Incoming>| {
                let number = request.uri().path().rsplit('/').next().unwrap_or_default();
                let case = number.parse::<usize>().ok().and_then(|number| cases.get(number));
                let response = case.map_or_else(
                    || Response::builder().status(404).body(Body::empty()).expect("a response"),
                    |case| adapter::response(request.method(), case.reply),
                );
                async { Ok::<_, Infallible>(response) }
            });
            // The gateway may close the connection at any time.
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    Ok(address)
}
