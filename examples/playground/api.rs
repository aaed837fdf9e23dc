//! The API: every part behind its policy, and one of them behind a guard too. It logs every exchange, and tells every
//! refusal.

use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post, put};
use cors_policy::guard::OriginGuard;
use cors_policy::tower::CorsLayer;

use crate::forward;
use crate::gateway::Gateway;
use crate::log::{self, Handled, Log};
use crate::policies::{GUARDED, INTERNAL, OPEN, PARTNERS, PUBLIC, Part, SESSION, TENANTS, TOKENS};
use crate::refusals::Refusals;
use crate::sites::API;

/// All of it.
pub(crate) fn router(log: Log, refusals: &Refusals) -> Router {
    // The log is outside of the policies, so it sees their answers.
    parts(refusals, None).layer(from_fn_with_state(log, log::record))
}

/// The API behind a gateway, which has the policies that it can express. The guard stays here.
pub(crate) fn behind(gateway: &Gateway, refusals: &Refusals) -> Router {
    parts(refusals, Some(gateway)).layer(map_response(forward::mark))
}

fn parts(refusals: &Refusals, gateway: Option<&Gateway>) -> Router {
    let orders = Router::new()
        .route("/orders", get("7 orders"))
        .route("/orders/{number}", put((StatusCode::CREATED, "order 7")))
        .route("/broken", get((StatusCode::INTERNAL_SERVER_ERROR, "out of tea")));
    let session = Router::new()
        .route("/login", post(([(header::SET_COOKIE, COOKIE)], "welcome, ada")))
        .route("/me", get(me).put(me));
    let open =
        Router::new().route("/tea", any(([(header::SET_COOKIE, "tea=green; Path=/open")], "tea")));
    let internal = get(([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], "how many pages read this"));
    let guarded = Router::new().route("/chat", any(chat)).route("/order", post("2 teas"));
    let behind = |part, handlers| part_of(part, handlers, refusals, gateway);
    Router::new()
        .merge(behind(&PUBLIC, Router::new().route("/tea", get("tea").post("more tea"))))
        .merge(behind(&PARTNERS, orders))
        .merge(behind(&TENANTS, Router::new().route("/menu", get("tea").patch("tea and scones"))))
        .merge(behind(&SESSION, session))
        .merge(behind(&OPEN, open))
        .merge(behind(&TOKENS, Router::new().route("/tea", get("tea"))))
        .merge(behind(&INTERNAL, Router::new().route("/tea", internal)))
        .merge(behind(&GUARDED, guarded))
}

/// The handlers of a part set the same headers on every answer, also on a 404 and a 405. The policy then adds its
/// headers.
fn part_of(
    part: &Part,
    handlers: Router,
    refusals: &Refusals,
    gateway: Option<&Gateway>,
) -> Router {
    let handlers = handlers
        .fallback((StatusCode::NOT_FOUND, "no such thing"))
        .method_not_allowed_fallback(async || (StatusCode::METHOD_NOT_ALLOWED, "not like that"))
        .layer(map_response(describe));
    let handlers = if part.has_guard {
        let guard = OriginGuard::new(part.policy).expect("a policy with a guard lists origins");
        // A gateway may send another `Host`.
        let guard =
            if gateway.is_some() { guard.own_origin(|_| Some(API.to_owned())) } else { guard };
        handlers.layer(guard.on_refused(refusals.listener()))
    } else {
        handlers
    };
    let handlers = if gateway.is_some_and(|gateway| gateway.export(part).is_ok()) {
        handlers
    } else {
        handlers.layer(CorsLayer::new(part.policy).on_refused(refusals.listener()))
    };
    Router::new().nest(part.path, handlers)
}

async fn describe(mut response: Response) -> Response {
    for (name, value) in DESCRIPTION {
        let name = HeaderName::from_static(name);
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.extensions_mut().insert(Handled);
    response
}

/// Sends one message, and waits until the page closes the socket. If the server ended the connection, Firefox would report
/// an error.
async fn chat(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async |mut socket: WebSocket| {
        // If this fails, the page has gone already, and `recv` ends.
        let _ = socket.send(Message::from("welcome to the chat")).await;
        while let Some(Ok(_)) = socket.recv().await {}
    })
}

async fn me(headers: HeaderMap) -> Response {
    let mut cookies = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    if cookies.any(|line| line.split("; ").any(|cookie| cookie == log::COOKIE)) {
        "ada".into_response()
    } else {
        (StatusCode::UNAUTHORIZED, "who are you?").into_response()
    }
}

/// All headers that a handler sets.
pub(crate) const SENT: [&str; 5] = ["content-type", "etag", "x-total", "x-internal", "set-cookie"];

/// The headers that every handler sets, together with the `Content-Type` of its text.
const DESCRIPTION: [(&str, &str); 3] =
    [("etag", "\"7\""), ("x-total", "7"), ("x-internal", "db-2")];

const COOKIE: &str = "playground=ada; Path=/session; HttpOnly; SameSite=Lax; Max-Age=3600";
