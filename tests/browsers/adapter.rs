//! The handler of a case behind its policy, on each framework.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, mpsc};
use std::thread;

use ::poem::endpoint::make_sync;
use ::poem::web::{LocalAddr, RemoteAddr};
use ::poem::{Endpoint, EndpointExt};
use ::salvo::{
    Depot, FlowCtrl, Handler, Router as SalvoRouter, Service as SalvoService, async_trait,
};
use actix_web::http::StatusCode;
use actix_web::{App, HttpResponse, HttpServer, rt, web};
use axum::Router;
use axum::body::{Body, Bytes};
use cors_policy::hyper::Cors;
use cors_policy::tower::CorsLayer;
use http::header::HOST;
use http::uri::Scheme;
use http::{HeaderValue, Method, Request, Response, Version};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use rocket::config::{Config, LogLevel};
use rocket::fairing::AdHoc;
use rocket::http::{Header, Status};
use rocket::route::{self, Outcome};
use rocket::{Data, Route};
use tokio::net::TcpStream;
use tower::ServiceExt;

use crate::case::{Case, Reply};
use crate::gateway;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adapter {
    Axum,
    Hyper,
    Actix,
    Rocket,
    Poem,
    Salvo,
    Envoy,
    Nginx,
    Worker,
}

impl Adapter {
    pub(crate) const ALL: [Self; 9] = [
        Self::Axum,
        Self::Hyper,
        Self::Actix,
        Self::Poem,
        Self::Rocket,
        Self::Salvo,
        Self::Envoy,
        Self::Nginx,
        Self::Worker,
    ];

    /// The first segment of the path at which its handler is.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Axum => "axum",
            Self::Hyper => "hyper",
            Self::Actix => "actix-web",
            Self::Rocket => "rocket",
            Self::Poem => "poem",
            Self::Salvo => "salvo",
            Self::Envoy => "envoy",
            Self::Nginx => "nginx",
            Self::Worker => "worker",
        }
    }
}

impl Adapter {
    /// Whether the server passes all requests of the case on, and can express its policy.
    pub(crate) fn takes(self, case: &Case) -> bool {
        let has_method =
            |is_known: fn(&str) -> bool| case.fetches.iter().all(|fetch| is_known(fetch.method));
        match self {
            // Rocket refuses methods that it does not know. Browsers turn `put` into `PUT`, but send `patch`.
            Self::Rocket => has_method(|method| {
                method != "patch" && method.parse::<rocket::http::Method>().is_ok()
            }),
            // Gateways reject methods in lower case, and some also those that they do not know.
            Self::Nginx => {
                has_method(|method| !matches!(method, "patch" | "purge"))
                    && gateway::expresses(self, case)
            }
            Self::Envoy | Self::Worker => {
                has_method(|method| !matches!(method, "patch" | "purge" | "M-SEARCH"))
                    && gateway::expresses(self, case)
            }
            Self::Axum | Self::Hyper | Self::Actix | Self::Poem | Self::Salvo => true,
        }
    }
}

/// The body of every handler's response.
pub(crate) const BODY: &str = "ada";

/// The case as an axum application.
pub(crate) fn router(case: &Case) -> Router {
    let reply = case.reply;
    Router::new()
        .fallback(move |method| async move { response(&method, reply) })
        .layer(CorsLayer::new(case.policy.policy))
}

pub(crate) async fn ask_axum(case: &Case, request: Request<Incoming>) -> Response<Body> {
    router(case).oneshot(request).await.unwrap_or_else(|error| match error {})
}

pub(crate) async fn ask_hyper(case: &Case, request: Request<Incoming>) -> Response<Body> {
    let reply = case.reply;
    let handler = service_fn(move |request: Request<Incoming>| async move {
        Ok::<_, Infallible>(response(request.method(), reply))
    });
    let response = Cors::new(case.policy.policy, handler).call(request).await;
    response.unwrap_or_else(|error| match error {}).map(Body::new)
}

pub(crate) async fn ask_poem(case: &Case, request: Request<Incoming>) -> Response<Body> {
    let reply = case.reply;
    let handler = make_sync(move |request: ::poem::Request| {
        let (head, body) = parts(request.method(), reply);
        let mut response = ::poem::Response::builder().status(head.status).body(body);
        *response.headers_mut() = head.headers;
        response
    });
    let endpoint = handler.with(cors_policy::poem::Cors::new(case.policy.policy));
    let (here, there) = (LocalAddr::default(), RemoteAddr::default());
    let response = endpoint.get_response((request, here, there, Scheme::HTTPS).into()).await;
    let response: Response<_> = response.into();
    response.map(Body::new)
}

pub(crate) async fn ask_salvo(case: &Case, request: Request<Incoming>) -> Response<Body> {
    let router = SalvoRouter::with_path("{**rest}").goal(SalvoHandler(case.reply));
    let cors = cors_policy::salvo::Cors::new(case.policy.policy);
    let request = ::salvo::Request::from_hyper(request, Scheme::HTTPS);
    let mut answer = SalvoService::new(router).hoop(cors).handle(request).await;
    let mut response = Response::new(Body::new(answer.take_body()));
    *response.status_mut() = answer.status_code.expect("the service sets it");
    *response.headers_mut() = answer.headers;
    response
}

struct SalvoHandler(Reply);

#[async_trait]
impl Handler for SalvoHandler {
    async fn handle(
        &self,
        request: &mut ::salvo::Request,
        _: &mut Depot,
        response: &mut ::salvo::Response,
        _: &mut FlowCtrl,
    ) {
        let (head, body) = parts(request.method(), self.0);
        response.status_code(head.status).set_headers(head.headers);
        response.body(::salvo::http::ResBody::Once(body));
    }
}

/// Forwards the request over a connection of its own, to actix-web or Rocket.
pub(crate) async fn forward(address: SocketAddr, mut request: Request<Incoming>) -> Response<Body> {
    // HTTP/2 has the whole URL in the request; HTTP/1.1 has only the path there, and the host in a header.
    let target = request.uri().path_and_query().expect("a case has a path").clone();
    *request.uri_mut() = target.into();
    *request.version_mut() = Version::HTTP_11;
    request.headers_mut().insert(HOST, HeaderValue::from_static("api.example.test"));
    let exchange = async {
        let stream = TcpStream::connect(address).await?;
        let handshake = http1::handshake(TokioIo::new(stream)).await;
        let (mut client, connection) = handshake.map_err(io::Error::other)?;
        tokio::spawn(connection);
        client.send_request(request).await.map_err(io::Error::other)
    };
    exchange.await.expect("the server answers").map(Body::new)
}

/// Starts one server for all cases, with a resource and a middleware for each case. It runs until the program ends.
pub(crate) fn start_actix(cases: Arc<[Case]>) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = move || {
        let cases = Arc::clone(&cases);
        App::new().configure(move |app| add_cases(app, &cases))
    };
    let server = move || HttpServer::new(server).workers(1).disable_signals().listen(listener);
    thread::spawn(move || rt::System::new().block_on(async { server()?.run().await }));
    Ok(address)
}

fn add_cases(app: &mut web::ServiceConfig, cases: &[Case]) {
    for (number, case) in cases.iter().enumerate() {
        let reply = case.reply;
        let handler = move || async move { actix_response(reply) };
        let path = format!("/{}/{number}", Adapter::Actix.path());
        let cors = cors_policy::actix::Cors::new(case.policy.policy);
        app.service(web::resource(path).wrap(cors).to(handler));
    }
}

/// Starts one server for all cases, which selects the policy of a request by its path. It runs until the program ends.
pub(crate) fn start_rocket(cases: &Arc<[Case]>) -> io::Result<SocketAddr> {
    let (sender, receiver) = mpsc::channel();
    let policies = Arc::clone(cases);
    let cors = cors_policy::rocket::Cors::select(move |request| {
        let number = request.path().rsplit('/').next()?.parse::<usize>().ok()?;
        policies.get(number).map(|case| case.policy.policy)
    });
    let config = Config { port: 0, log_level: LogLevel::Off, ..Config::debug_default() };
    let rocket = rocket::custom(config).mount("/", case_routes(cases)).attach(cors).attach(
        AdHoc::on_liftoff("address", move |rocket| {
            let config = rocket.config();
            // If nobody waits any more, the program ends.
            _ = sender.send(SocketAddr::new(config.address, config.port));
            Box::pin(async {})
        }),
    );
    thread::spawn(move || {
        rocket::execute(rocket.launch()).map_err(|error| error.to_string()).err()
    });
    receiver.recv().map_err(io::Error::other)
}

/// A route for each case and each method.
fn case_routes(cases: &[Case]) -> Vec<Route> {
    let methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT", "PATCH"];
    let methods = methods.map(|method| method.parse().expect("a method"));
    let numbered = cases.iter().enumerate();
    let routes = numbered.flat_map(|(number, case)| {
        let path = format!("/{}/{number}", Adapter::Rocket.path());
        methods.map(|method| Route::new(method, &path, Handle(case.reply)))
    });
    routes.collect()
}

#[derive(Clone)]
struct Handle(Reply);

#[rocket::async_trait]
impl route::Handler for Handle {
    async fn handle<'r>(&self, _: &'r rocket::Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let mut response = rocket::Response::new();
        response.set_status(Status::new(self.0.status));
        for (name, value) in self.0.headers {
            response.adjoin_header(Header::new(*name, *value));
        }
        let body = body_of(&Method::GET, self.0);
        response.set_sized_body(body.len(), io::Cursor::new(body));
        Outcome::Success(response)
    }
}

pub(crate) fn response(method: &Method, reply: Reply) -> Response<Body> {
    let (head, body) = parts(method, reply);
    Response::from_parts(head, Body::from(body))
}

fn parts(method: &Method, reply: Reply) -> (http::response::Parts, Bytes) {
    let mut response = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        response = response.header(*name, *value);
    }
    response.body(body_of(method, reply)).expect("a response").into_parts()
}

fn actix_response(reply: Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).expect("a status");
    let mut response = HttpResponse::build(status);
    for header in reply.headers {
        response.append_header(*header);
    }
    response.body(body_of(&Method::GET, reply))
}

fn body_of(method: &Method, reply: Reply) -> Bytes {
    let is_empty = method == Method::HEAD || reply.status == 204;
    Bytes::from_static(if is_empty { b"" } else { BODY.as_bytes() })
}
