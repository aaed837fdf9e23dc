//! Passes requests to the gateway, or to the API if the gateway cannot express the policy of a part. The log sees what the
//! gateway answers.

use std::error::Error;
use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use hyper::client::conn::http1;
use hyper::upgrade::{self, OnUpgrade};
use hyper_util::rt::TokioIo;
use tokio::io::copy_bidirectional;
use tokio::net::TcpStream;

use crate::log::Handled;
use crate::policies::PARTS;

/// Sends the requests of each part to its address.
pub(crate) fn router(addresses: &[SocketAddr]) -> Router {
    let parts = PARTS.iter().zip(addresses);
    parts.fold(Router::new(), |router, (part, &address)| {
        let path = format!("{}/{{*rest}}", part.path);
        router.route(&path, any(move |request| forward(address, request)))
    })
}

/// Marks the responses of handlers, also behind a gateway. Each call of the page has a URL of its own, so no gateway answers it
/// with a stored response.
pub(crate) async fn mark(mut response: Response) -> Response {
    if response.extensions().get::<Handled>().is_some() {
        response.headers_mut().insert(MARK, HeaderValue::from_static("yes"));
    }
    response
}

async fn forward(address: SocketAddr, request: Request) -> Response {
    let response = exchange(address, request).await;
    response.unwrap_or_else(|error| {
        (StatusCode::BAD_GATEWAY, format!("no answer from {address}: {error}")).into_response()
    })
}

/// A connection for each request, as in the example `proxy`.
async fn exchange(address: SocketAddr, mut request: Request) -> Result<Response, Failure> {
    let stream = TokioIo::new(TcpStream::connect(address).await?);
    let (mut sender, connection) = http1::handshake(stream).await?;
    tokio::spawn(connection.with_upgrades());
    let page = upgrade::on(&mut request);
    let mut response = sender.send_request(request).await?.map(Body::new);
    if response.status() == StatusCode::SWITCHING_PROTOCOLS {
        tokio::spawn(connect(page, upgrade::on(&mut response)));
    }
    if response.headers_mut().remove(&MARK).is_some() {
        response.extensions_mut().insert(Handled);
    }
    Ok(response)
}

/// Copies the bytes of a WebSocket in both directions, until one end closes it.
async fn connect(page: OnUpgrade, gateway: OnUpgrade) -> Result<(), Failure> {
    let (mut page, mut gateway) = (TokioIo::new(page.await?), TokioIo::new(gateway.await?));
    copy_bidirectional(&mut page, &mut gateway).await?;
    Ok(())
}

type Failure = Box<dyn Error + Send + Sync>;

const MARK: HeaderName = HeaderName::from_static("playground-handled");

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::Router;
    use axum::body::Body;
    use axum::http::Request;
    use axum::middleware::from_fn_with_state;
    use axum::response::Response;
    use cors_policy_gateways::Target;
    use tokio::net::TcpListener;
    use tower::ServiceExt;

    use super::{MARK, router};
    use crate::api;
    use crate::gateway::Gateway;
    use crate::log::{self, Log};
    use crate::policies::PARTS;
    use crate::refusals::Refusals;

    /// The API without the gateway in front of it, to see what it answers itself. This gateway can express no `origins: any`.
    async fn passed_on(log: Log) -> Router {
        let gateway = Gateway::new(Target::EnvoyFilters).unwrap();
        let api = api::behind(&gateway, &Refusals::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(axum::serve(listener, api).into_future());
        router(&[address; PARTS.len()]).layer(from_fn_with_state(log, log::record))
    }

    async fn ask(router: Router, method: &str, path: &str) -> Response {
        let request = Request::builder().method(method).uri(path).header("Host", "test");
        let request = request.header("Origin", "http://acme.localhost:4611");
        let request = request.header("Access-Control-Request-Method", "PATCH");
        router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn the_api_has_only_the_policies_that_the_gateway_cannot_express() {
        let passed_on = passed_on(Log::default()).await;
        let origin = "access-control-allow-origin";
        let response = ask(passed_on.clone(), "GET", "/public/tea").await;
        assert_eq!(response.headers()[origin], "*");
        let response = ask(passed_on.clone(), "OPTIONS", "/public/tea").await;
        assert_eq!(response.status(), 204);
        let response = ask(passed_on.clone(), "GET", "/tenants/menu").await;
        assert!(!response.headers().contains_key(origin), "{response:?}");
        // Only a gateway answers this preflight.
        let response = ask(passed_on.clone(), "OPTIONS", "/tenants/menu").await;
        assert_eq!(response.status(), 405);
        // The gateway removes this.
        let response = ask(passed_on, "GET", "/internal/tea").await;
        assert_eq!(response.headers()[origin], "*");
    }

    #[tokio::test]
    async fn the_log_knows_which_handlers_ran() {
        let log = Log::default();
        let passed_on = passed_on(log.clone()).await;
        for (method, path, is_handled) in [
            ("GET", "/public/tea?a", true),
            ("OPTIONS", "/public/tea?b", false),
            ("GET", "/tenants/menu?c", true),
        ] {
            let response = ask(passed_on.clone(), method, path).await;
            assert!(!response.headers().contains_key(MARK), "{path}");
            let exchange = &log.of(path.split('?').nth(1).unwrap())[0];
            assert_eq!(exchange["handled"], is_handled, "{path}: {exchange}");
        }
    }

    #[tokio::test]
    async fn a_gateway_that_has_ended_is_a_502() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        drop(listener);
        let response = ask(router(&[address; PARTS.len()]), "GET", "/public/tea").await;
        assert_eq!(response.status(), 502);
    }
}
