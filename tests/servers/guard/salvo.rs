//! salvo.

use std::sync::atomic::{AtomicUsize, Ordering};

use ::salvo::conn::tcp::TcpAcceptor;
use ::salvo::{Request, Router, Server, Service, handler};
use cors_policy::guard::OriginGuard;
use cors_policy::salvo::Cors;
use http::uri::Scheme;

use super::axum::listen;
use super::{API, assert_the_answer_is_plain, guard, run};

static RUNS: AtomicUsize = AtomicUsize::new(0);

#[handler]
async fn count() {
    RUNS.fetch_add(1, Ordering::SeqCst);
}

#[test]
fn salvo_answers_as_the_table_says() {
    let service = Service::new(Router::new().goal(count)).hoop(Cors::new(&API)).hoop(guard());
    let address = listen(|listener| async {
        let acceptor = TcpAcceptor::try_from(listener).expect("an acceptor");
        Server::new(acceptor).serve(service).await;
    });
    run(address, &RUNS);
    assert_the_answer_is_plain(address);
}

#[::tokio::test]
async fn a_router_has_its_own_guard() {
    let open = OriginGuard::select(|_| Some(&API));
    let service = Service::new(
        Router::new()
            .push(Router::with_path("api").hoop(open).goal(hello))
            .push(Router::with_path("elsewhere").goal(hello)),
    );
    for (path, origin, status) in [
        ("/api", "https://app.example.com", 200),
        ("/api", "https://evil.example", 403),
        ("/elsewhere", "https://evil.example", 200),
    ] {
        let request = http::Request::post(path).header("origin", origin);
        let request = request.body(String::new()).expect("a request");
        let response = service.handle(Request::from_hyper(request, Scheme::HTTP)).await;
        let found = response.status_code.map(|status| status.as_u16());
        assert_eq!(found, Some(status), "{path} {origin}");
    }
}

#[handler]
async fn hello() -> &'static str {
    "hello"
}
