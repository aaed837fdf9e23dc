//! Sends the requests of a page to a Rocket application.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::str::from_utf8;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use rocket::http::uri::Host;
use rocket::http::{Cookie, Header, Method};
use rocket::local::asynchronous::{Client, LocalRequest};

use super::blocked::Blocked;
use super::browser::{Fetch, Seen};

impl<B: Default + Into<Bytes>> Fetch<'_, B> {
    /// Sends the request to a Rocket application, after a preflight if the request needs one, like [`run`](Self::run) for a
    /// tower service. Pass a [`Client`](https://docs.rs/rocket/0.5/rocket/local/asynchronous/struct.Client.html) of the
    /// application.
    ///
    /// Rocket answers a method that it does not know with 400, before any fairing runs.
    ///
    /// # Errors
    ///
    /// The same as those of [`run`](Self::run), except [`Reason::Service`](super::Reason::Service).
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::rocket::Cors;
    /// use cors_policy::testing::Browser;
    /// # use cors_policy::cors_policy;
    /// use http::Method;
    /// use rocket::local::asynchronous::Client;
    /// use rocket::{put, routes};
    /// #
    /// # cors_policy! { static API = { origins: ["https://app.example.com"], methods: [PUT] }; }
    ///
    /// #[put("/users")]
    /// fn update() -> &'static str {
    ///     "hello"
    /// }
    ///
    /// # rocket::execute(async {
    /// let rocket = rocket::build().mount("/", routes![update]).attach(Cors::new(&API));
    /// let client = Client::untracked(rocket).await?;
    ///
    /// let mut browser = Browser::at("https://app.example.com");
    /// let seen = browser.fetch(Method::PUT, "/users").run_rocket(&client).await?;
    /// assert!(seen.sent_preflight());
    /// assert_eq!(seen.into_response().into_body(), b"hello");
    ///
    /// let blocked = browser.fetch(Method::DELETE, "/users").run_rocket(&client).await.unwrap_err();
    /// assert_eq!(blocked.to_string(), "the preflight does not allow the method `DELETE`");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "rocket")))]
    pub async fn run_rocket(self, client: &Client) -> Result<Seen<Vec<u8>>, Blocked<Infallible>> {
        self.run(&mut Rocket(client)).await
    }
}

/// A Rocket application as a tower service.
struct Rocket<'a>(&'a Client);

impl<'a, B: Into<Bytes>> tower_service::Service<Request<B>> for Rocket<'a> {
    type Response = Response<Vec<u8>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, Infallible>> + Send + 'a>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let client = self.0;
        let (head, body) = request.into_parts();
        let body = body.into();
        Box::pin(async move {
            Ok(match translated(client, &head) {
                Some(request) => answer(request.body(body)).await,
                None => bad_request(),
            })
        })
    }
}

/// Makes a Rocket request from the head of an `http` request. Returns `None` if Rocket does not know the method.
fn translated<'c>(client: &'c Client, head: &Parts) -> Option<LocalRequest<'c>> {
    let known = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Options,
        Method::Head,
        Method::Trace,
        Method::Connect,
        Method::Patch,
    ];
    let method = known.into_iter().find(|method| method.as_str() == head.method.as_str())?;
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
    let mut request = client.req(method, target.to_owned());
    let host = head.uri.authority().and_then(|host| Host::parse_owned(host.to_string()).ok());
    if let Some(host) = host {
        request.inner_mut().set_host(host);
    }
    for (name, value) in &head.headers {
        // Rocket drops values that are not UTF-8.
        let Ok(value) = from_utf8(value.as_bytes()) else { continue };
        request.add_header(Header::new(name.as_str().to_owned(), value.to_owned()));
        if name == http::header::COOKIE {
            let cookies = value.split(';').map(|cookie| cookie.trim().to_owned());
            request =
                request.cookies(cookies.filter_map(|cookie| Cookie::parse_encoded(cookie).ok()));
        }
    }
    Some(request)
}

async fn answer(request: LocalRequest<'_>) -> Response<Vec<u8>> {
    let response = request.dispatch().await;
    let mut answer = Response::new(Vec::new());
    // HTTP has no other status, so Rocket would not send the response.
    let status = StatusCode::from_u16(response.status().code);
    *answer.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for header in response.headers().iter() {
        let name = HeaderName::from_bytes(header.name().as_str().as_bytes());
        let value = HeaderValue::from_bytes(header.value().as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            answer.headers_mut().append(name, value);
        }
    }
    *answer.body_mut() = response.into_bytes().await.unwrap_or_default();
    answer
}

fn bad_request() -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response
}
