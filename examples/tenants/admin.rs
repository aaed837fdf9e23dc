//! The admin route adds and removes origins of a tenant. It requires a token. No CORS policy applies to it, so pages of
//! other origins cannot use it.

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use subtle::ConstantTimeEq;

use crate::instance::{Instance, Refused};

/// The route. If there is no token, it refuses every request.
pub(crate) fn router(instance: Arc<Instance>, token: Option<String>) -> Router {
    Router::new()
        .route("/admin/tenants/{host}/origins", get(list).post(add).delete(remove))
        .with_state(instance)
        .layer(from_fn_with_state(Arc::new(token), require_token))
}

/// `?origin=https://app.acme.example`
#[derive(Deserialize)]
struct Wanted {
    origin: String,
}

/// The origins of the tenant, or the reason for a refusal.
type Answer = Result<Json<Vec<String>>, Refused>;

async fn list(State(instance): State<Arc<Instance>>, Path(host): Path<String>) -> Answer {
    instance.origins(&host).await.map(Json)
}

async fn add(
    State(instance): State<Arc<Instance>>,
    Path(host): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    instance.add(&host, &wanted.origin).await.map(Json)
}

async fn remove(
    State(instance): State<Arc<Instance>>,
    Path(host): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    instance.remove(&host, &wanted.origin).await.map(Json)
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::NoTenant => (StatusCode::NOT_FOUND, "no such tenant\n".to_owned()),
            Self::NoOrigin => (StatusCode::NOT_FOUND, "the tenant has no such origin\n".to_owned()),
            Self::Invalid(error) => (StatusCode::UNPROCESSABLE_ENTITY, format!("{error}\n")),
            Self::RemovedOnly(error) => {
                let text =
                    "the origin is removed from the database, but the policy does not change before all of its origins are valid";
                (StatusCode::CONFLICT, format!("{text}\n{error}\n"))
            }
            Self::Database(error) => {
                eprintln!("a request to the admin route failed: {error}");
                let text = "the database does not answer; all tenants keep their origins\n";
                (StatusCode::SERVICE_UNAVAILABLE, text.to_owned())
            }
        }
        .into_response()
    }
}

async fn require_token(
    State(token): State<Arc<Option<String>>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(token) = token.as_deref() else {
        let text = "to change origins, start the server with ADMIN_TOKEN\n";
        return (StatusCode::FORBIDDEN, text).into_response();
    };
    let expected = format!("Bearer {token}");
    let given = request.headers().get(header::AUTHORIZATION).map(HeaderValue::as_bytes);
    if given.is_some_and(|given| given.ct_eq(expected.as_bytes()).into()) {
        next.run(request).await
    } else {
        (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")]).into_response()
    }
}
