//! The pages: the one that the user opens, and the frames in it, which have other origins.

use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use axum::{Json, Router};
use cors_policy::{cors_policy, tower::CorsLayer};

use crate::gateway::Gateway;
use crate::log::Log;
use crate::plan::plan;
use crate::refusals::Refusals;

cors_policy! {
    /// Browsers load a module script with CORS, and a sandboxed frame sends `Origin: null`, even to its own server.
    static ASSETS = { origins: any };
}

/// The routes of a frontend's port.
pub(crate) fn router(log: Log, refusals: Refusals, gateway: Option<&Gateway>) -> Router {
    let plan = Json(plan(gateway));
    Router::new()
        .route("/", text("text/html", include_str!("page/index.html")))
        .route("/plan", get(async move || plan))
        .route("/log", get(exchanges))
        .with_state(log)
        .route("/refusals", get(told))
        .with_state(refusals)
        .merge(frame())
}

/// The page that is a frame of the other one, and the assets of both.
pub(crate) fn frame() -> Router {
    let assets = Router::new()
        .route("/style.css", text("text/css", include_str!("page/style.css")))
        .route("/script.js", script(include_str!("page/script.js")))
        .route("/call.js", script(include_str!("page/call.js")))
        .route("/form.js", script(include_str!("page/form.js")))
        .route("/socket.js", script(include_str!("page/socket.js")))
        .route("/refusals.js", script(include_str!("page/refusals.js")))
        .route("/frame.js", script(include_str!("page/frame.js")))
        .route("/frames.js", script(include_str!("page/frames.js")))
        .route("/outcome.js", script(include_str!("page/outcome.js")))
        .route("/table.js", script(include_str!("page/table.js")))
        .route("/details.js", script(include_str!("page/details.js")))
        .route("/element.js", script(include_str!("page/element.js")))
        .layer(CorsLayer::new(&ASSETS));
    Router::new().route("/frame", text("text/html", include_str!("page/frame.html"))).merge(assets)
}

/// Returns the exchanges of the API with the same query.
async fn exchanges(State(log): State<Log>, RawQuery(query): RawQuery) -> impl IntoResponse {
    Json(log.of(&query.unwrap_or_default()))
}

/// Returns the refusals after the first ones, whose number is the query.
async fn told(State(refusals): State<Refusals>, RawQuery(query): RawQuery) -> impl IntoResponse {
    Json(refusals.after(query.and_then(|query| query.parse().ok()).unwrap_or(0)))
}

fn script<S: Clone + Send + Sync + 'static>(text_of: &'static str) -> MethodRouter<S> {
    text("text/javascript", text_of)
}

fn text<S: Clone + Send + Sync + 'static>(
    kind: &'static str,
    text: &'static str,
) -> MethodRouter<S> {
    get((
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::CONTENT_SECURITY_POLICY, SECURITY),
        ],
        text,
    ))
}

/// A page loads nothing from other sites, connects only to its own server and to the API, posts forms only to the API, and
/// only our pages may frame it. In a sandboxed frame WebKit ignores `'self'`, so this names the server too.
const SECURITY: &str = "default-src 'none'; script-src 'self' http://localhost:4611; style-src 'self'; img-src data:; \
    base-uri 'none'; form-action http://localhost:4610; connect-src 'self' http://localhost:4610 ws://localhost:4610; \
    frame-ancestors http://localhost:4611; frame-src http://localhost:4610 http://localhost:4611 http://localhost:4612 \
    http://127.0.0.1:4611 http://acme.localhost:4611 http://shop.acme.localhost:4612";
