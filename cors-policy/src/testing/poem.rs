//! Sends the requests of a page to a poem endpoint.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use poem::{Body, Endpoint};

use super::blocked::Blocked;
use super::browser::{Fetch, Seen};

impl<B: Default + Into<Body>> Fetch<'_, B> {
    /// Sends the request to a poem endpoint, after a preflight if the request needs one, like [`run`](Self::run) for a
    /// tower service.
    ///
    /// If the endpoint returns an error, this makes a response of it, like poem.
    ///
    /// # Errors
    ///
    /// The same as those of [`run`](Self::run), except [`Reason::Service`](super::Reason::Service).
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::poem::Cors;
    /// use cors_policy::testing::Browser;
    /// # use cors_policy::cors_policy;
    /// use http::Method;
    /// use poem::{EndpointExt, Route, endpoint::make_sync, put};
    /// #
    /// # cors_policy! { static API = { origins: ["https://app.example.com"], methods: [PUT] }; }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let app = Route::new().at("/users", put(make_sync(|_| "hello"))).with(Cors::new(&API));
    ///
    /// let mut browser = Browser::at("https://app.example.com");
    /// let seen = browser.fetch(Method::PUT, "/users").run_poem(&app).await?;
    /// assert!(seen.sent_preflight());
    /// assert_eq!(seen.into_response().into_body().into_string().await.unwrap(), "hello");
    ///
    /// let blocked = browser.fetch(Method::DELETE, "/users").run_poem(&app).await.unwrap_err();
    /// assert_eq!(blocked.to_string(), "the preflight does not allow the method `DELETE`");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "poem")))]
    pub async fn run_poem<E: Endpoint>(
        self,
        endpoint: &E,
    ) -> Result<Seen<Body>, Blocked<Infallible>> {
        self.run(&mut Poem(endpoint)).await
    }
}

/// A poem endpoint as a tower service.
struct Poem<'a, E>(&'a E);

impl<'a, E: Endpoint, B: Into<Body>> tower_service::Service<Request<B>> for Poem<'a, E> {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send + 'a>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let (endpoint, request) = (self.0, translated(request));
        Box::pin(async move { Ok(answer(endpoint.get_response(request).await)) })
    }
}

fn translated<B: Into<Body>>(request: Request<B>) -> poem::Request {
    let (head, body) = request.into_parts();
    let mut translated = poem::Request::builder().method(head.method).uri(head.uri).body(body);
    *translated.headers_mut() = head.headers;
    *translated.extensions_mut() = head.extensions;
    translated
}

fn answer(response: poem::Response) -> Response<Body> {
    let (head, body) = response.into_parts();
    let mut answer = Response::new(body);
    *answer.status_mut() = head.status;
    *answer.headers_mut() = head.headers;
    *answer.extensions_mut() = head.extensions;
    answer
}
