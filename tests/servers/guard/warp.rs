//! warp.

use std::sync::atomic::{AtomicUsize, Ordering};

use ::warp::Filter;
use cors_policy::tower::CorsLayer;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tower::Layer;

use super::axum::listen;
use super::{API, assert_the_answer_is_plain, guard, run};

#[test]
fn warp_answers_as_the_table_says() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let routes = ::warp::any().map(|| {
        RUNS.fetch_add(1, Ordering::SeqCst);
        "hello"
    });
    let service = CorsLayer::new(&API).layer(guard().layer(::warp::service(routes)));
    let address = listen(|listener| async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = TowerToHyperService::new(service.clone());
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    run(address, &RUNS);
    assert_the_answer_is_plain(address);
}
