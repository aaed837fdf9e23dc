// The requests of a path, and the service behind the policy. Each program includes this file instead of having it as a
// module: without LTO, the compiler might not inline what is in another module.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll, Waker};

use http::{HeaderValue, Method, Request, Response, header};
use tower_service::Service;

fn request(method: &Method, origin: Option<&'static str>) -> Request<()> {
    let mut request = Request::new(());
    *request.method_mut() = method.clone();
    let headers = request.headers_mut();
    headers.insert(header::HOST, const { HeaderValue::from_static("api.example.com") });
    if let Some(origin) = origin {
        headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
    }
    if method == Method::OPTIONS {
        let value = const { HeaderValue::from_static("PUT") };
        headers.insert(header::ACCESS_CONTROL_REQUEST_METHOD, value);
    }
    request
}

/// The service behind the policy.
struct Handler;

impl Service<Request<()>> for Handler {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<()>) -> Self::Future {
        drop(request);
        let mut response = Response::new(());
        let headers = response.headers_mut();
        let json = const { HeaderValue::from_static("application/json") };
        headers.insert(header::CONTENT_TYPE, json);
        headers.insert(header::CONTENT_LENGTH, const { HeaderValue::from_static("42") });
        ready(Ok(response))
    }
}
