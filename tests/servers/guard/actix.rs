//! actix-web.

use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use actix_web::test::{self as testing, TestRequest};
use actix_web::{App, HttpResponse, HttpServer, error, rt, web};
use cors_policy::actix::Cors;
use cors_policy::guard::OriginGuard;

use super::{API, assert_the_answer_is_plain, guard, run};

#[test]
fn actix_answers_as_the_table_says() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let app = || {
        let handler = || async {
            RUNS.fetch_add(1, Ordering::SeqCst);
            HttpResponse::Ok().finish()
        };
        App::new().default_service(web::to(handler)).wrap(guard()).wrap(Cors::new(&API))
    };
    thread::spawn(move || {
        let server = HttpServer::new(app).workers(1).disable_signals();
        let server = server.listen(listener).expect("a listener").run();
        rt::System::new().block_on(server)
    });
    run(address, &RUNS);
    assert_the_answer_is_plain(address);
}

#[::tokio::test]
async fn a_scope_has_its_own_guard_and_errors_pass() {
    let failing = || async { Err::<HttpResponse, _>(error::ErrorConflict("no")) };
    let open = OriginGuard::select(|_| Some(&API));
    let app = App::new()
        .service(web::scope("/api").wrap(open).default_service(web::to(failing)))
        .default_service(web::to(HttpResponse::Ok));
    let app = testing::init_service(app).await;
    for (path, origin, status) in [
        ("/api/a", "https://app.example.com", 409),
        ("/api/a", "https://evil.example", 403),
        ("/elsewhere", "https://evil.example", 200),
    ] {
        let request = TestRequest::post().uri(path).insert_header(("origin", origin));
        let response = testing::try_call_service(&app, request.to_request()).await;
        let status_of = match &response {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        assert_eq!(status_of.as_u16(), status, "{path} {origin}");
    }
}
