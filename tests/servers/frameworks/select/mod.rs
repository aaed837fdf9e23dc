//! A policy for each request, selected by its host, path, headers or extensions: one table of requests, which every
//! framework runs over a socket, and what is special in each framework.

mod actix;
mod axum;
mod cases;
mod hyper;
mod poem;
mod rocket;
mod salvo;
mod warp;

use std::net::SocketAddr;

use cors_policy::{PolicyRef, RequestView, cors_policy};

use crate::socket::{self, Response};
use crate::{API, APP, lines_of};

cors_policy! {
    /// Its origins come from configuration.
    static CONFIGURED = { origins: [configured], credentials: true };

    static PUBLIC = { origins: any };

    static TWO_TIERS = {
        origins: [configured],
        credentials: true,
        anyone_else: { methods: [PUT], exposed_headers: ["ETag"] },
    };
}

/// What a middleware outside of the policy found out about the request.
#[derive(Clone, Debug)]
struct Customer(String);

/// Selects the policy of a request, in the way that its path names. Each server here has this function.
fn select() -> impl Fn(&RequestView<'_>) -> Option<PolicyRef> + Clone + Send + Sync + 'static {
    let configured = CONFIGURED.configure(["https://app.example.com"]).expect("an origin");
    let tiers = TWO_TIERS.configure(["https://app.example.com"]).expect("an origin");
    move |request| match request.path() {
        "/by-host" => match request.host()? {
            "api.example.com" | "[::1]" | "127.0.0.1" => Some((&API).into()),
            "configured.example.com" => Some((&configured).into()),
            _ => None,
        },
        "/with-host" => request.host().map(|_| (&API).into()),
        "/by-header" => match request.header("X-Tenant")? {
            "api" => Some((&API).into()),
            "configured" => Some((&configured).into()),
            "public" => Some((&PUBLIC).into()),
            "tiers" => Some((&tiers).into()),
            _ => None,
        },
        "/by-headers" => match (request.header("x-tenant"), request.header("X-Region")) {
            (Some("api"), Some("eu")) => Some((&API).into()),
            _ => Some((&PUBLIC).into()),
        },
        "/by-origin" => request.header("Origin").map(|_| (&API).into()),
        "/by-no-name" => request.header("X Tenant").map(|_| (&API).into()),
        "/by-extension" => match request.extension::<Customer>()?.0.as_str() {
            "api" => Some((&API).into()),
            "configured" => Some((&configured).into()),
            _ => None,
        },
        "/by-method" => (request.method() == "OPTIONS").then(|| (&API).into()),
        path if path.starts_with("/api/") => Some((&API).into()),
        path if path.starts_with("/configured/") => Some((&configured).into()),
        _ => None,
    }
}

/// The headers of the handler of each server here: a CORS header that no policy allows, and the lines of `Vary` that the
/// request asks for.
fn handler_headers(vary: Option<&str>) -> impl Iterator<Item = (&'static str, String)> {
    let vary = vary.into_iter().flat_map(|lines| lines.split('|')).map(|line| ("vary", line));
    let all = [("access-control-allow-origin", "*")].into_iter().chain(vary);
    all.map(|(name, value)| (name, value.to_owned())).collect::<Vec<_>>().into_iter()
}

/// The request header from which the handler takes its lines of `Vary`.
const VARY: &str = "x-vary";

/// The request header from which the middleware outside of the policy takes the customer.
const CUSTOMER: &str = "x-customer";

/// Sends the request of each case, and reports all answers that differ.
fn run(address: SocketAddr) {
    let failures = cases::all().into_iter().filter_map(|case| {
        let response = ask(address, case.start, &case.lines);
        let is_right = response.status == case.status && lines_of(&response) == case.answer;
        let found = (response.status, lines_of(&response));
        (!is_right).then(|| format!("{} {:?}: {found:?}", case.start, case.lines))
    });
    let failures = failures.collect::<Vec<_>>();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Sends two lines of `Host`, which actix-web refuses, and the others accept.
fn ask_with_two_hosts(address: SocketAddr) -> Response {
    ask(address, "GET /with-host HTTP/1.1", &["Host: a.example", "Host: a.example", APP])
}

/// Sends exactly these lines, and `Connection: close`.
fn ask(address: SocketAddr, start: &str, lines: &[&str]) -> Response {
    let head = [&[start, "Connection: close"], lines, &["", ""]].concat().join("\r\n");
    socket::exchange(address, &head.chars().map(|c| c as u8).collect::<Vec<_>>())
}
