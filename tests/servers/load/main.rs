//! A server behind each adapter, for `cargo xtask load`. That command knows this policy and the handler's response.

use std::future::ready;
use std::net::TcpListener;
use std::{env, io};

use actix_web::{App, HttpResponse, HttpResponseBuilder, HttpServer, rt, web};
use axum::Router;
use axum::routing::get;
use cors_policy::{actix, cors_policy, hyper as adapter, tower};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::runtime::Runtime;

cors_policy! {
    /// All options that cost time.
    static API = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [PUT],
        request_headers: ["Content-Type"],
        exposed_headers: ["ETag"],
        credentials: true,
        max_age: 1h,
    };
}

/// The headers of every handler's response. The policy must remove one and keep the other.
const HEADERS: [(&str, &str); 2] = [("access-control-allow-origin", "*"), ("vary", "Accept")];

fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    println!("listening on http://{}", listener.local_addr()?);
    match env::args().nth(1).as_deref() {
        Some("axum") => Runtime::new()?.block_on(serve_axum(listener)),
        Some("hyper") => Runtime::new()?.block_on(serve_hyper(listener)),
        Some("actix-web") => serve_actix(listener),
        _ => Err(io::Error::other("which of `axum`, `hyper` and `actix-web`?")),
    }
}

async fn serve_axum(listener: TcpListener) -> io::Result<()> {
    let app = Router::new()
        .route("/", get((HEADERS, "hello")))
        .fallback((StatusCode::NOT_FOUND, HEADERS))
        .layer(tower::CorsLayer::new(&API));
    axum::serve(tokio::net::TcpListener::from_std(listener)?, app).await
}

async fn serve_hyper(listener: TcpListener) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let service = adapter::Cors::new(&API, service_fn(handle));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn handle(request: Request<Incoming>) -> Result<Response<String>, http::Error> {
    let (status, body) = match request.uri().path() {
        "/" => (StatusCode::OK, "hello"),
        _ => (StatusCode::NOT_FOUND, ""),
    };
    let response = Response::builder().status(status);
    let response =
        HEADERS.iter().fold(response, |response, (name, value)| response.header(*name, *value));
    response.body(body.to_owned())
}

fn serve_actix(listener: TcpListener) -> io::Result<()> {
    let answer = |mut response: HttpResponseBuilder, body: &'static str| {
        for header in HEADERS {
            response.append_header(header);
        }
        ready(response.body(body))
    };
    let app = move || {
        let found = move || answer(HttpResponse::Ok(), "hello");
        let not_found = move || answer(HttpResponse::NotFound(), "");
        App::new()
            .route("/", web::get().to(found))
            .default_service(web::to(not_found))
            .wrap(actix::Cors::new(&API))
    };
    rt::System::new().block_on(HttpServer::new(app).listen(listener)?.run())
}
