//! Sends the requests of a page to a salvo service.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::uri::Scheme;
use http::{Request, Response, StatusCode};
use salvo_core::Service;
use salvo_core::http::{ReqBody, ResBody};

use super::blocked::Blocked;
use super::browser::{Fetch, Seen};

impl<B: Default + Into<ReqBody>> Fetch<'_, B> {
    /// Sends the request to a salvo service, after a preflight if the request needs one, like [`run`](Self::run) for a
    /// tower service.
    ///
    /// If a hoop sets a cookie in the jar of the response, [`Seen::preflight`] does not show it.
    ///
    /// # Errors
    ///
    /// The same as those of [`run`](Self::run), except [`Reason::Service`](super::Reason::Service).
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::salvo::Cors;
    /// use cors_policy::testing::Browser;
    /// # use cors_policy::cors_policy;
    /// use http::Method;
    /// # use salvo_core as salvo;
    /// use salvo::{Router, Service, handler};
    /// #
    /// # cors_policy! { static API = { origins: ["https://app.example.com"], methods: [PUT] }; }
    ///
    /// #[handler]
    /// async fn update() -> &'static str {
    ///     "hello"
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let router = Router::with_path("users").put(update);
    /// let service = Service::new(router).hoop(Cors::new(&API));
    ///
    /// let mut browser = Browser::at("https://app.example.com");
    /// let seen = browser.fetch(Method::PUT, "/users").run_salvo(&service).await?;
    /// assert!(seen.sent_preflight());
    ///
    /// let blocked = browser.fetch(Method::DELETE, "/users").run_salvo(&service).await.unwrap_err();
    /// assert_eq!(blocked.to_string(), "the preflight does not allow the method `DELETE`");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "salvo")))]
    pub async fn run_salvo(self, service: &Service) -> Result<Seen<ResBody>, Blocked<Infallible>> {
        self.run(&mut Salvo(service)).await
    }
}

/// A salvo service as a tower service.
struct Salvo<'a>(&'a Service);

impl<'a, B: Into<ReqBody>> tower_service::Service<Request<B>> for Salvo<'a> {
    type Response = Response<ResBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<ResBody>, Infallible>> + Send + 'a>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let request = salvo_core::Request::from_hyper(request, Scheme::HTTP);
        let service = self.0;
        Box::pin(async move { Ok(answer(service.handle(request).await)) })
    }
}

fn answer(mut response: salvo_core::Response) -> Response<ResBody> {
    let mut answer = Response::new(response.take_body());
    // The service always sets it.
    *answer.status_mut() = response.status_code.unwrap_or(StatusCode::NOT_FOUND);
    *answer.headers_mut() = response.headers;
    *answer.extensions_mut() = response.extensions;
    answer
}
