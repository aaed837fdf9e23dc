//! Sends the requests of a page to a hyper service.

use std::task::{Context, Poll};

use http::{Request, Response};
use hyper::service::Service;

use super::blocked::Blocked;
use super::browser::{Fetch, Seen};

impl<B: Default> Fetch<'_, B> {
    /// Sends the request to a hyper service, after a preflight if the request needs one, like [`run`](Self::run) for a
    /// tower service.
    ///
    /// The service must take request bodies of the type that you pass to [`body`](Self::body), or `String` without it.
    /// Only hyper can make an [`Incoming`](https://docs.rs/hyper/latest/hyper/body/struct.Incoming.html), so a handler
    /// must be generic over its body if you test it without a socket.
    ///
    /// # Errors
    ///
    /// The same as those of [`run`](Self::run). If the service returns an error, hyper closes the connection, so the
    /// page sees a network error.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::hyper::Cors;
    /// use cors_policy::testing::Browser;
    /// # use cors_policy::cors_policy;
    /// use hyper::service::service_fn;
    /// use hyper::{Method, Request, Response};
    /// #
    /// # cors_policy! { static API = { origins: ["https://app.example.com"], methods: [PUT] }; }
    ///
    /// async fn handle<B>(_: Request<B>) -> Result<Response<String>, std::io::Error> {
    ///     Ok(Response::new("hello".to_owned()))
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let service = Cors::new(&API, service_fn(handle));
    ///
    /// let mut browser = Browser::at("https://app.example.com");
    /// let seen = browser.fetch(Method::PUT, "/users").run_hyper(&service).await?;
    /// assert!(seen.sent_preflight());
    /// assert_eq!(seen.into_response().into_body().into_inner().unwrap(), "hello");
    ///
    /// let blocked = browser.fetch(Method::DELETE, "/users").run_hyper(&service).await.unwrap_err();
    /// assert_eq!(blocked.to_string(), "the preflight does not allow the method `DELETE`");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "hyper")))]
    pub async fn run_hyper<S, R>(self, service: &S) -> Result<Seen<R>, Blocked<S::Error>>
    where
        S: Service<Request<B>, Response = Response<R>>,
    {
        self.run(&mut Hyper(service)).await
    }
}

/// A hyper service as a tower service that is always ready.
struct Hyper<'a, S>(&'a S);

impl<S: Service<R>, R> tower_service::Service<R> for Hyper<'_, S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: R) -> S::Future {
        self.0.call(request)
    }
}
