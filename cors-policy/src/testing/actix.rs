//! Sends the requests of a page to an actix-web application.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::test::TestRequest;
use actix_web::web::Bytes;
use actix_web::{Error, HttpResponse};
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};

use super::blocked::Blocked;
use super::browser::{Fetch, Seen};

impl<B: Default + Into<Bytes>> Fetch<'_, B> {
    /// Sends the request to an actix-web application, after a preflight if the request needs one, like
    /// [`run`](Self::run) for a tower service. Pass what
    /// [`test::init_service`](https://docs.rs/actix-web/latest/actix_web/test/fn.init_service.html) returns for an
    /// `App`.
    ///
    /// If a middleware returns an error, this makes a response of it, like actix-web.
    ///
    /// # Errors
    ///
    /// The same as those of [`run`](Self::run), except [`Reason::Service`](super::Reason::Service).
    ///
    /// # Examples
    ///
    /// ```
    /// use actix_web::{App, HttpResponse, body, test, web};
    /// use cors_policy::actix::Cors;
    /// use cors_policy::testing::Browser;
    /// # use cors_policy::cors_policy;
    /// use http::Method;
    /// #
    /// # cors_policy! { static API = { origins: ["https://app.example.com"], methods: [PUT] }; }
    ///
    /// # actix_web::rt::System::new().block_on(async {
    /// let app = App::new()
    ///     .route("/users", web::put().to(|| async { HttpResponse::Ok().body("hello") }))
    ///     .wrap(Cors::new(&API));
    /// let app = test::init_service(app).await;
    ///
    /// let mut browser = Browser::at("https://app.example.com");
    /// let seen = browser.fetch(Method::PUT, "/users").run_actix(&app).await?;
    /// assert!(seen.sent_preflight());
    /// assert_eq!(body::to_bytes(seen.into_response().into_body()).await.unwrap(), "hello");
    ///
    /// let blocked = browser.fetch(Method::DELETE, "/users").run_actix(&app).await.unwrap_err();
    /// assert_eq!(blocked.to_string(), "the preflight does not allow the method `DELETE`");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "actix-web")))]
    pub async fn run_actix<S, R>(self, app: &S) -> Result<Seen<BoxBody>, Blocked<Infallible>>
    where
        S: Service<actix_http::Request, Response = ServiceResponse<R>>,
        S::Error: Into<Error>,
        R: MessageBody + 'static,
    {
        self.run(&mut Actix(app)).await
    }
}

/// An actix-web application as a tower service.
struct Actix<'a, S>(&'a S);

impl<'a, S, B, R> tower_service::Service<Request<B>> for Actix<'a, S>
where
    S: Service<actix_http::Request, Response = ServiceResponse<R>>,
    S::Error: Into<Error>,
    B: Into<Bytes>,
    R: MessageBody + 'static,
{
    type Response = Response<BoxBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<BoxBody>, Infallible>> + 'a>>;

    // The future below waits until the application is ready, because an error of `poll_ready` becomes a response too.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let (app, request) = (self.0, translated(request));
        Box::pin(async move {
            let result = match poll_fn(|cx| app.poll_ready(cx)).await {
                Ok(()) => app.call(request).await,
                Err(error) => Err(error),
            };
            Ok(answer(match result {
                Ok(response) => response.map_into_boxed_body().into_parts().1,
                Err(error) => error.into().error_response(),
            }))
        })
    }
}

/// Converts a request. actix-web has the types of `http` 0.2, so this copies every part.
fn translated<B: Into<Bytes>>(request: Request<B>) -> actix_http::Request {
    use actix_web::http::Method;
    use actix_web::http::header::{HeaderName, HeaderValue};
    let (head, body) = request.into_parts();
    let mut translated = TestRequest::with_uri(&head.uri.to_string())
        .method(Method::from_bytes(head.method.as_str().as_bytes()).expect(SAME))
        .set_payload(body);
    for (name, value) in &head.headers {
        let name = HeaderName::from_bytes(name.as_str().as_bytes()).expect(SAME);
        let value = HeaderValue::from_bytes(value.as_bytes()).expect(SAME);
        translated = translated.append_header((name, value));
    }
    translated.to_request()
}

fn answer(response: HttpResponse) -> Response<BoxBody> {
    let mut answer =
        Response::builder().status(StatusCode::from_u16(response.status().as_u16()).expect(SAME));
    for (name, value) in response.headers() {
        let name = HeaderName::from_bytes(name.as_str().as_bytes()).expect(SAME);
        let value = HeaderValue::from_bytes(value.as_bytes()).expect(SAME);
        answer = answer.header(name, value);
    }
    answer.body(response.into_body()).expect(SAME)
}

const SAME: &str = "both versions of `http` have the same grammar";
