//! axum and hyper.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ::axum::Router;
use ::axum::routing::any;
use ::hyper::body::Incoming;
use ::hyper::server::conn::http1;
use ::hyper::service::service_fn;
use cors_policy::hyper::Cors;
use cors_policy::tower::CorsLayer;
use http::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::{API, assert_the_answer_is_plain, guard, run};

#[test]
fn axum_answers_as_the_table_says() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let app = Router::new().fallback(any(|| async {
        RUNS.fetch_add(1, Ordering::SeqCst);
    }));
    let app = app.layer(guard()).layer(CorsLayer::new(&API));
    let address =
        listen(|listener| async { ::axum::serve(listener, app).await.expect("no error") });
    run(address, &RUNS);
    assert_the_answer_is_plain(address);
}

#[test]
fn hyper_answers_as_the_table_says() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let handler = service_fn(|_: Request<Incoming>| async {
        RUNS.fetch_add(1, Ordering::SeqCst);
        Ok::<_, Infallible>(Response::new(String::new()))
    });
    let service = Cors::new(&API, guard().around(handler));
    let address = listen(|listener| async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    run(address, &RUNS);
    assert_the_answer_is_plain(address);
}

/// Serves on a thread of its own, until the tests end.
pub(crate) fn listen<F: Future<Output = ()> + Send + 'static>(
    serve: impl FnOnce(TcpListener) -> F,
) -> SocketAddr {
    let runtime = Runtime::new().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    let serving = serve(listener);
    thread::spawn(move || runtime.block_on(serving));
    address
}
