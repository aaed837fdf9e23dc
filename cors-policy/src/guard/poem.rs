//! The guard in front of poem endpoints.

use poem::http::StatusCode;
use poem::http::header::CACHE_CONTROL;
use poem::{Endpoint, IntoResponse, Middleware, Request, Response, Result};

use super::origin_guard::OriginGuard;
use super::refused::NO_STORE;
use crate::request::RequestView;

/// A poem endpoint behind an [`OriginGuard`].
#[derive(Clone, Debug)]
pub struct GuardedPoem<E> {
    guard: OriginGuard,
    inner: E,
}

impl<E: Endpoint> Middleware<E> for OriginGuard {
    type Output = GuardedPoem<E>;

    fn transform(&self, inner: E) -> Self::Output {
        GuardedPoem { guard: self.clone(), inner }
    }
}

impl<E: Endpoint> Endpoint for GuardedPoem<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        if self.guard.check(&RequestView::of_poem(&request)).is_err() {
            let response = Response::builder().status(StatusCode::FORBIDDEN);
            return Ok(response.header(CACHE_CONTROL, NO_STORE).finish());
        }
        self.inner.call(request).await.map(IntoResponse::into_response)
    }
}
