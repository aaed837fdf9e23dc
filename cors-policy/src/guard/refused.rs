//! The answer to a refused request.

#[cfg(any(feature = "tower", feature = "hyper"))]
use http::{HeaderValue, Response, StatusCode, header};

/// The value of `Cache-Control`. Another page may send the same request, and pass.
pub(super) const NO_STORE: &str = "no-store";

/// 403 with this body, which is empty.
#[cfg(any(feature = "tower", feature = "hyper"))]
pub(super) fn refused<B>(body: B) -> Response<B> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::FORBIDDEN;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(NO_STORE));
    response
}
