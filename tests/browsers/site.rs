//! What every host answers: pages on all hosts, and on the host of the API also the cases, each behind its policy and
//! each adapter.
//!
//! The site records what arrives before the policy sees it, so that preflights are recorded too.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{Request, Response};
use hyper::body::Incoming;

use crate::adapter::{self, Adapter};
use crate::arrival;
use crate::case::Case;
use crate::gateway::{self, Gateway};
use crate::guarded::Guarded;
use crate::kept::Kept;

pub(crate) struct Site {
    cases: Arc<[Case]>,
    /// The address of the actix-web server.
    actix: SocketAddr,
    /// The address of the Rocket server.
    rocket: SocketAddr,
    envoy: Gateway,
    nginx: Gateway,
    worker: Gateway,
    /// For each adapter and each case, what arrived, in order.
    log: Mutex<Vec<Vec<String>>>,
    pub(crate) guarded: Guarded,
    kept: Kept,
}

impl Site {
    pub(crate) async fn new(cases: Arc<[Case]>) -> io::Result<Self> {
        let log = Mutex::new(vec![Vec::new(); cases.len() * Adapter::ALL.len()]);
        let actix = adapter::start_actix(Arc::clone(&cases))?;
        let rocket = adapter::start_rocket(&cases)?;
        let handlers = gateway::serve_handlers(Arc::clone(&cases)).await?;
        let gateway = |adapter| Gateway::start(adapter, handlers);
        let [envoy, nginx, worker] = [Adapter::Envoy, Adapter::Nginx, Adapter::Worker].map(gateway);
        Ok(Self {
            actix,
            rocket,
            envoy,
            nginx,
            worker,
            cases,
            log,
            guarded: Guarded::new(),
            kept: Kept::new(),
        })
    }

    /// What arrived for a case, in order.
    pub(crate) fn arrivals(&self, adapter: Adapter, case: usize) -> Vec<String> {
        self.log.lock().expect("no thread panics")[self.index(adapter, case)].clone()
    }

    pub(crate) async fn answer(
        &self,
        request: Request<Incoming>,
    ) -> Result<Response<Body>, Infallible> {
        let request = match self.guarded.answer(request).await {
            Ok(answer) => return Ok(answer),
            Err(request) => request,
        };
        let request = match self.kept.answer(request).await {
            Ok(answer) => return Ok(answer),
            Err(request) => request,
        };
        let Some((adapter, number)) = self.addressee(&request) else {
            return Ok(page(request.uri().path()));
        };
        let index = self.index(adapter, number);
        self.log.lock().expect("no thread panics")[index].push(arrival::describe(&request));
        let case = &self.cases[number];
        Ok(match adapter {
            Adapter::Axum => adapter::ask_axum(case, request).await,
            Adapter::Hyper => adapter::ask_hyper(case, request).await,
            Adapter::Actix => adapter::forward(self.actix, request).await,
            Adapter::Poem => adapter::ask_poem(case, request).await,
            Adapter::Rocket => adapter::forward(self.rocket, request).await,
            Adapter::Salvo => adapter::ask_salvo(case, request).await,
            Adapter::Envoy => adapter::forward(self.envoy.address(case), request).await,
            Adapter::Nginx => adapter::forward(self.nginx.address(case), request).await,
            Adapter::Worker => adapter::forward(self.worker.address(case), request).await,
        })
    }

    fn addressee(&self, request: &Request<Incoming>) -> Option<(Adapter, usize)> {
        let (adapter, number) = request.uri().path().strip_prefix('/')?.split_once('/')?;
        let adapter = Adapter::ALL.into_iter().find(|known| known.path() == adapter)?;
        let number = number.parse().ok()?;
        (number < self.cases.len()).then_some((adapter, number))
    }

    fn index(&self, adapter: Adapter, case: usize) -> usize {
        let row = Adapter::ALL.into_iter().position(|known| known == adapter);
        row.expect("all are there") * self.cases.len() + case
    }
}

/// An empty page. WebDriver runs the scripts in it.
fn page(path: &str) -> Response<Body> {
    let frame = "<iframe sandbox=\"allow-scripts\" srcdoc=\"<p>a frame\"></iframe>";
    let html = format!("<!doctype html><title>page</title>{frame}");
    let mut response = Response::builder().header(CONTENT_TYPE, "text/html");
    if path == "/sandboxed" {
        response = response.header(CONTENT_SECURITY_POLICY, "sandbox allow-scripts");
    }
    response.body(html.into()).expect("a response")
}
