//! A server behind each adapter, for `cargo xtask load`. That command knows these policies and the handler's response.

use std::future::ready;
use std::net::TcpListener;
use std::time::{Duration, Instant};
use std::{env, io, process, thread};

use ::poem::EndpointExt;
use ::poem::endpoint::make_sync;
use ::poem::listener::TcpAcceptor;
use actix_web::{App, HttpResponse, HttpResponseBuilder, HttpServer, rt, web};
use axum::Router;
use axum::routing::get;
use cors_policy::{
    ConfigureError, Configured, PolicyRef, actix, cors_policy, hyper as adapter, poem,
    rocket as adapter_of_rocket, tower,
};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use rocket::config::{Config, LogLevel};
use rocket::fairing::AdHoc;
use rocket::http::Header;
use rocket::response::Responder;
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

cors_policy! {
    /// The same policy, whose origins change a thousand times a second.
    static CHANGING = {
        origins: [configured, "https://*.preview.example.com"],
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
    let (adapter, origins) = (env::args().nth(1), env::args().nth(2));
    let policy = match origins.as_deref() {
        Some("declared") => (&API).into(),
        Some("changing") => reconfigure_forever().map_err(io::Error::other)?.into(),
        _ => return Err(io::Error::other("which of `declared` and `changing`?")),
    };
    if adapter.as_deref() == Some("rocket") {
        return serve_rocket(&policy);
    }
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    println!("listening on http://{}", listener.local_addr()?);
    match adapter.as_deref() {
        Some("axum") => Runtime::new()?.block_on(serve_axum(listener, &policy)),
        Some("hyper") => Runtime::new()?.block_on(serve_hyper(listener, &policy)),
        Some("actix-web") => serve_actix(listener, &policy),
        Some("poem") => Runtime::new()?.block_on(serve_poem(listener, &policy)),
        Some("salvo") => Runtime::new()?.block_on(serve_salvo(listener, &policy)),
        _ => Err(io::Error::other(
            "which of `axum`, `hyper`, `actix-web`, `poem`, `rocket` and `salvo`?",
        )),
    }
}

/// Puts one of two lists in place of the other, until the process ends. Both contain the app, and each a tenant of its own.
fn reconfigure_forever() -> Result<Configured, ConfigureError> {
    let list = |tenant: &str| {
        let others = (0..TENANTS).map(move |number| format!("https://{tenant}-{number}.example"));
        let named = ["https://app.example.com".to_owned(), format!("https://{tenant}.example")];
        named.into_iter().chain(others).collect::<Vec<_>>()
    };
    let lists = ["blue", "green"].map(list);
    let configured = CHANGING.configure(&lists[0])?;
    let handle = configured.clone();
    thread::spawn(move || {
        let start = Instant::now();
        for (list, number) in lists.iter().cycle().zip(1_u32..) {
            if let Err(error) = handle.reconfigure(list) {
                eprintln!("{error}");
                process::exit(1);
            }
            // A turn that came late is made up for.
            let due = start + number * Duration::from_millis(1);
            thread::sleep(due.saturating_duration_since(Instant::now()));
        }
    });
    Ok(configured)
}

/// So many that it takes time to lay them out.
const TENANTS: u32 = 100;

async fn serve_axum(listener: TcpListener, policy: &PolicyRef) -> io::Result<()> {
    let app = Router::new()
        .route("/", get((HEADERS, "hello")))
        .fallback((StatusCode::NOT_FOUND, HEADERS))
        .layer(tower::CorsLayer::new(policy));
    axum::serve(tokio::net::TcpListener::from_std(listener)?, app).await
}

async fn serve_hyper(listener: TcpListener, policy: &PolicyRef) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let service = adapter::Cors::new(policy, service_fn(handle));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn serve_poem(listener: TcpListener, policy: &PolicyRef) -> io::Result<()> {
    let handler = make_sync(|request: ::poem::Request| {
        let (status, body) = found(request.uri().path());
        let response = ::poem::Response::builder().status(status);
        HEADERS
            .iter()
            .fold(response, |response, (name, value)| response.header(*name, *value))
            .body(body)
    });
    let server = ::poem::Server::new_with_acceptor(TcpAcceptor::from_std(listener)?);
    server.run(handler.with(poem::Cors::new(policy))).await
}

async fn serve_salvo(listener: TcpListener, policy: &PolicyRef) -> io::Result<()> {
    let router = salvo::Router::with_path("{**rest}").goal(salvo_handler);
    let service = salvo::Service::new(router).hoop(cors_policy::salvo::Cors::new(policy));
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let acceptor = salvo::conn::tcp::TcpAcceptor::try_from(listener)?;
    salvo::Server::new(acceptor).try_serve(service).await
}

#[salvo::handler]
async fn salvo_handler(request: &mut salvo::Request, response: &mut salvo::Response) {
    let (status, body) = found(request.uri().path());
    response.status_code(status).body(salvo::http::ResBody::Once(body.into()));
    for (name, value) in HEADERS {
        response.headers_mut().append(name, http::HeaderValue::from_static(value));
    }
}

fn found(path: &str) -> (StatusCode, &'static str) {
    match path {
        "/" => (StatusCode::OK, "hello"),
        _ => (StatusCode::NOT_FOUND, ""),
    }
}

async fn handle(request: Request<Incoming>) -> Result<Response<String>, http::Error> {
    let (status, body) = found(request.uri().path());
    let response = Response::builder().status(status);
    let response =
        HEADERS.iter().fold(response, |response, (name, value)| response.header(*name, *value));
    response.body(body.to_owned())
}

fn serve_actix(listener: TcpListener, policy: &PolicyRef) -> io::Result<()> {
    let answer = |mut response: HttpResponseBuilder, body: &'static str| {
        for header in HEADERS {
            response.append_header(header);
        }
        ready(response.body(body))
    };
    let policy = policy.clone();
    let app = move || {
        let found = move || answer(HttpResponse::Ok(), "hello");
        let not_found = move || answer(HttpResponse::NotFound(), "");
        App::new()
            .route("/", web::get().to(found))
            .default_service(web::to(not_found))
            .wrap(actix::Cors::new(&policy))
    };
    rt::System::new().block_on(HttpServer::new(app).listen(listener)?.run())
}

/// Rocket binds the address itself.
fn serve_rocket(policy: &PolicyRef) -> io::Result<()> {
    let config = Config { port: 0, log_level: LogLevel::Off, ..Config::release_default() };
    let rocket = rocket::custom(config)
        .mount("/", rocket::routes![hello])
        .register("/", rocket::catchers![not_found])
        .attach(AdHoc::on_liftoff("address", |rocket| {
            Box::pin(async {
                let Config { address, port, .. } = rocket.config();
                println!("listening on http://{address}:{port}");
            })
        }))
        .attach(adapter_of_rocket::Cors::new(policy));
    rocket::execute(rocket.launch()).map(drop).map_err(|error| io::Error::other(error.to_string()))
}

#[rocket::get("/")]
fn hello() -> Answer {
    Answer("hello", HEADERS.map(|(name, value)| Header::new(name, value)))
}

#[rocket::catch(404)]
fn not_found() -> Answer {
    Answer("", HEADERS.map(|(name, value)| Header::new(name, value)))
}

/// A body, and the headers of every handler.
struct Answer(&'static str, [Header<'static>; 2]);

impl<'r> Responder<'r, 'static> for Answer {
    fn respond_to(self, _: &'r rocket::Request<'_>) -> rocket::response::Result<'static> {
        let mut response = rocket::Response::new();
        response.set_sized_body(self.0.len(), io::Cursor::new(self.0));
        for header in self.1 {
            response.adjoin_header(header);
        }
        Ok(response)
    }
}
