//! poem.

use std::sync::atomic::{AtomicUsize, Ordering};

use ::poem::endpoint::make_sync;
use ::poem::error::Conflict;
use ::poem::http::Method;
use ::poem::listener::TcpAcceptor;
use ::poem::{Endpoint, EndpointExt, Request, Route, Server};
use cors_policy::guard::OriginGuard;
use cors_policy::poem::Cors;

use super::axum::listen;
use super::{API, assert_the_answer_is_plain, guard, run};

#[test]
fn poem_answers_as_the_table_says() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let handler = make_sync(|_| {
        RUNS.fetch_add(1, Ordering::SeqCst);
    });
    let app = handler.with(guard()).with(Cors::new(&API));
    let address = listen(|listener| async {
        let acceptor = TcpAcceptor::from_tokio(listener).expect("an acceptor");
        Server::new_with_acceptor(acceptor).run(app).await.expect("no error");
    });
    run(address, &RUNS);
    assert_the_answer_is_plain(address);
}

#[::tokio::test]
async fn a_nested_route_has_its_own_guard_and_errors_pass() {
    let failing = make_sync(|_| Err::<(), _>(Conflict(std::io::Error::other("no"))));
    let open = OriginGuard::select(|_| Some(&API));
    let app =
        Route::new().nest("/api", failing.with(open)).at("/elsewhere", make_sync(|_| "hello"));
    for (path, origin, status) in [
        ("/api/a", "https://app.example.com", Err(409)),
        ("/api/a", "https://evil.example", Ok(403)),
        ("/elsewhere", "https://evil.example", Ok(200)),
    ] {
        let request = Request::builder().method(Method::POST).uri_str(path);
        let response = app.call(request.header("origin", origin).finish()).await;
        let found = response.map(|response| response.status().as_u16());
        let found = found.map_err(|error| error.status().as_u16());
        assert_eq!(found, status, "{path} {origin}");
    }
}
