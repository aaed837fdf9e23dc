//! The service behind the Worker.

use http::StatusCode;
use worker::{Body, Fetch, HttpRequest, HttpResponse, Request, Result, console_error};

/// Sends a request to the service, and answers 502 if it cannot be reached: a page must be able to read this too.
pub(crate) async fn ask(request: HttpRequest) -> Result<HttpResponse> {
    Ok(send(request).await.unwrap_or_else(|error| {
        console_error!("{error}");
        let mut response = HttpResponse::new(Body::empty());
        *response.status_mut() = StatusCode::BAD_GATEWAY;
        response
    }))
}

/// If a Worker fetches the URL of its own request, Cloudflare asks the server behind it.
async fn send(request: HttpRequest) -> Result<HttpResponse> {
    let request = Request::try_from(request)?;
    HttpResponse::try_from(Fetch::Request(request).send().await?)
}
