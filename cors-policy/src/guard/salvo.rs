//! The guard in front of salvo handlers.

use bytes::Bytes;
use salvo_core::http::header::{CACHE_CONTROL, HeaderValue};
use salvo_core::http::{ResBody, StatusCode};
use salvo_core::{Depot, FlowCtrl, Handler, Request, Response, async_trait};

use super::origin_guard::OriginGuard;
use super::refused::NO_STORE;
use crate::request::RequestView;

/// A hoop of a service or of a router.
#[async_trait]
impl Handler for OriginGuard {
    async fn handle(
        &self,
        request: &mut Request,
        _: &mut Depot,
        response: &mut Response,
        flow: &mut FlowCtrl,
    ) {
        if self.check(&RequestView::of_salvo(request)).is_err() {
            response.status_code(StatusCode::FORBIDDEN);
            // Bytes, although there are none: a catcher would write a page for an error without a body.
            response.body(ResBody::Once(Bytes::new()));
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(NO_STORE));
            flow.skip_rest();
        }
    }
}
