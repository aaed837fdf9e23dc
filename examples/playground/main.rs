//! A page that makes requests to an API with eight policies: requests that work and requests that fail with CORS, and
//! WebSockets and forms, which a guard stops. It shows what each policy says and what the browser did, and lists what the
//! API refuses. Run `cargo run --example playground`, and open <http://localhost:4611>.
//!
//! The API listens on port 4610 of this machine, and the frontends on 4611 and 4612. The policies list these origins,
//! so the ports are fixed. With an address after `--`, the program serves only the API, on that address, for curl. Each refusal
//! is a line in the terminal.
//!
//! With the name of a gateway after `--`, like `nginx`, the program exports the policies to that gateway and starts it in front
//! of the API, which then has only the guard. The page makes the same calls, and each must have the same result. The gateway must be
//! installed: `cargo xtask playground nginx` gets it, and does the same.
//!
//! | module | its one idea |
//! | --- | --- |
//! | `policies` | the policies, one for each part of the API |
//! | `api` | the handlers behind them |
//! | `sites` | the origins of the pages, and the ports that are served |
//! | `cases` | the matrix: each call of `fetch`, each WebSocket and each form |
//! | `expected` | what a policy lets a browser do, and why |
//! | `guarded` | what the guard lets a browser do, and why |
//! | `plan` | all of that as JSON, for the page |
//! | `gateway` | a gateway that has the policies, in front of the API |
//! | `forward` | passes requests to the gateway, so that the log sees what it answers |
//! | `log` | the requests to the API, and its answers |
//! | `refusals` | what a listener of the policies and the guard is told: for the terminal and the page |
//! | `frontend` | the pages, which are in the folder `page` |
//! | `model` | the tests: a model of a browser makes every call too |
//!
//! This transcript leaves out the `date` of each answer.
//!
//! ```text
//! A listed page may read the orders and `X-Total`, but not `X-Internal`:
//! $ curl -i http://127.0.0.1:4610/partners/orders -H 'Origin: http://localhost:4611'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! etag: "7"
//! x-total: 7
//! x-internal: db-2
//! vary: Origin
//! access-control-allow-origin: http://localhost:4611
//! access-control-expose-headers: ETag, X-Total
//! content-length: 8
//!
//! 7 orders
//!
//! The browser sends a preflight before a PUT, and no other one for ten minutes:
//! $ curl -i http://127.0.0.1:4610/partners/orders/7 -X OPTIONS -H 'Origin: http://localhost:4611' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 204 No Content
//! vary: Origin
//! access-control-allow-origin: http://localhost:4611
//! access-control-allow-methods: DELETE, PUT
//! access-control-allow-headers: Content-Type, X-Request-Id
//! access-control-max-age: 600
//! allow: PUT
//!
//! Another port is another origin:
//! $ curl -i http://127.0.0.1:4610/partners/orders/7 -X OPTIONS -H 'Origin: http://localhost:4612' -H 'Access-Control-Request-Method: PUT'
//! HTTP/1.1 403 Forbidden
//! vary: Origin
//! allow: PUT
//! content-length: 0
//!
//! The handler sets CORS headers, but the policy allows no origin, so they are removed:
//! $ curl -i http://127.0.0.1:4610/internal/tea -H 'Origin: http://localhost:4611'
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! x-internal: db-2
//! etag: "7"
//! x-total: 7
//! content-length: 24
//!
//! how many pages read this
//!
//! A form from a listed page is handled:
//! $ curl -i http://127.0.0.1:4610/guarded/order -X POST -H 'Origin: http://localhost:4611' -d tea=2
//! HTTP/1.1 200 OK
//! content-type: text/plain; charset=utf-8
//! etag: "7"
//! x-total: 7
//! x-internal: db-2
//! vary: Origin
//! access-control-allow-origin: http://localhost:4611
//! access-control-allow-credentials: true
//! content-length: 6
//!
//! 2 teas
//!
//! From another page it does not reach the handler:
//! $ curl -i http://127.0.0.1:4610/guarded/order -X POST -H 'Origin: http://localhost:4612' -d tea=2
//! HTTP/1.1 403 Forbidden
//! cache-control: no-store
//! vary: Origin
//! content-length: 0
//!
//! A WebSocket does not open either:
//! $ curl -i http://127.0.0.1:4610/guarded/chat -H 'Origin: http://localhost:4612' -H 'Upgrade: websocket'
//! HTTP/1.1 403 Forbidden
//! cache-control: no-store
//! vary: Origin
//! content-length: 0
//! ```

mod api;
mod cases;
mod expected;
mod forward;
mod frontend;
mod gateway;
mod guarded;
mod log;
mod plan;
mod policies;
mod refusals;
mod sites;

#[cfg(test)]
mod model;

use std::env;
use std::io::{Error, Result};
use std::net::Ipv4Addr;
use std::process::ExitCode;

use axum::Router;
use axum::middleware::from_fn_with_state;
use cors_policy_gateways::Target;
use gateway::{Gateway, Started};
use log::Log;
use refusals::Refusals;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let Some(word) = env::args().nth(1) else { return serve_all(None).await };
    if word.contains(':') {
        return serve_api(&word).await;
    }
    let gateway = word.parse::<Target>().ok().and_then(Gateway::new);
    let gateway = gateway.ok_or_else(|| {
        let names = Gateway::names();
        Error::other(format!(
            "{word:?} is neither an address with a port nor a gateway that runs here; write one of: {names}"
        ))
    })?;
    // A gateway ends with this function, so a signal must end this function and not the program.
    tokio::select! {
        served = serve_all(Some(gateway)) => served,
        signal = signal() => signal,
    }
}

async fn serve_api(address: &str) -> Result<()> {
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, api::router(Log::default(), &Refusals::default())).await
}

async fn serve_all(gateway: Option<Gateway>) -> Result<()> {
    let (log, refusals) = (Log::default(), Refusals::default());
    let mut servers = JoinSet::new();
    let pages = frontend::router(log.clone(), refusals.clone(), gateway.as_ref());
    let (api, _started) = match gateway {
        None => (api::router(log, &refusals), None),
        Some(gateway) => {
            let started = serve_behind(&mut servers, &gateway, &refusals).await?;
            let passed_on = forward::router(&started.addresses);
            (passed_on.layer(from_fn_with_state(log, log::record)), Some(started))
        }
    };
    serve(&mut servers, sites::API_PORT, &api.merge(frontend::frame())).await?;
    for port in sites::PAGE_PORTS {
        serve(&mut servers, port, &pages).await?;
    }
    println!("open {}", sites::APP);
    while let Some(ended) = servers.join_next().await {
        ended??;
    }
    Ok(())
}

/// Serves the API on a free port, and starts the gateway in front of it.
async fn serve_behind(
    servers: &mut JoinSet<Result<()>>,
    gateway: &Gateway,
    refusals: &Refusals,
) -> Result<Started> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    servers.spawn(axum::serve(listener, api::behind(gateway, refusals)).into_future());
    // The program has said why.
    let started = gateway.start(address).await;
    started.map_err(|_| Error::other(format!("the gateway {} has not started", gateway.target)))
}

async fn serve(servers: &mut JoinSet<Result<()>>, port: u16, app: &Router) -> Result<()> {
    for listener in sites::listen(port).await? {
        servers.spawn(axum::serve(listener, app.clone()).into_future());
    }
    Ok(())
}

/// Waits until somebody ends the program.
#[cfg(unix)]
async fn signal() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn signal() -> Result<()> {
    tokio::signal::ctrl_c().await
}
