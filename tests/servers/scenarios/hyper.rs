//! hyper behind a socket: one server for all scenarios. The tests send requests over HTTP/1 or over HTTP/2.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use ::hyper::body::Incoming;
use ::hyper::client::conn::http2 as client;
use ::hyper::server::conn::{http1, http2};
use ::hyper::service::{Service, service_fn};
use cors_policy::hyper::{Body, Cors};
use http::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

use crate::messages::{pairs_of, request, response};
use crate::policies::OriginsFrom;
use crate::scenario::{Answer, Scenario};
use crate::subject::Subject;
use crate::table;
use crate::wire;

pub(crate) struct Hyper {
    version: Version,
    origins: OriginsFrom,
    address: SocketAddr,
    runtime: Runtime,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Version {
    Http1,
    Http2,
}

impl Hyper {
    pub(crate) fn start(version: Version, origins: OriginsFrom) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(serve(version, origins, listener));
        Self { version, origins, address, runtime }
    }
}

impl Subject for Hyper {
    fn origins(&self) -> OriginsFrom {
        self.origins
    }

    fn answer(&self, scenario: &Scenario) -> Answer {
        match self.version {
            Version::Http1 => wire::send(self.address, scenario),
            Version::Http2 => {
                let response = self.runtime.block_on(send(self.address, scenario));
                Answer { status: response.status().as_u16(), headers: pairs_of(response.headers()) }
            }
        }
    }

    fn reads_lines(&self) -> bool {
        self.version == Version::Http1
    }
}

async fn serve(version: Version, origins: OriginsFrom, listener: TcpListener) {
    let scenarios = table::all().into_iter().map(|scenario| (wire::path(&scenario), scenario));
    let scenarios = Arc::new(scenarios.collect::<HashMap<_, _>>());
    while let Ok((stream, _)) = listener.accept().await {
        let scenarios = Arc::clone(&scenarios);
        let service = service_fn(move |request: Request<Incoming>| {
            let scenario = scenarios[request.uri().path()];
            play(scenario, origins, request)
        });
        tokio::spawn(async move {
            let stream = TokioIo::new(stream);
            match version {
                Version::Http1 => http1::Builder::new().serve_connection(stream, service).await,
                Version::Http2 => {
                    let mut server = http2::Builder::new(TokioExecutor::new());
                    server.max_header_list_size(LARGEST_HEAD);
                    server.serve_connection(stream, service).await
                }
            }
        });
    }
}

async fn play(
    scenario: Scenario,
    origins: OriginsFrom,
    request: Request<Incoming>,
) -> Result<Response<Body<String>>, Infallible> {
    let handler = service_fn(|_| async { Ok(response(&scenario)) });
    Cors::new(scenario.policy.with(origins), handler).call(request).await
}

/// Sends the scenario's request over HTTP/2, on a connection of its own.
async fn send(address: SocketAddr, scenario: &Scenario) -> Response<Incoming> {
    let mut request = request(scenario).map(|()| String::new());
    let uri = format!("http://{address}{}", wire::path(scenario));
    *request.uri_mut() = uri.parse().expect("an address");
    let stream = TcpStream::connect(address).await.expect("the server listens");
    let handshake = client::handshake(TokioExecutor::new(), TokioIo::new(stream)).await;
    let (mut client, connection) = handshake.expect("the server speaks HTTP/2");
    tokio::spawn(connection);
    client.send_request(request).await.expect("the server answers")
}

/// The limit for the absurd scenarios. Without it, hyper accepts 16 kilobytes.
const LARGEST_HEAD: u32 = 1 << 20;
