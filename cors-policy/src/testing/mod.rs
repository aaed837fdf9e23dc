//! A model of a browser's half of CORS, to test a service with: what would a script see?
//!
//! A [`Browser`] does what [Fetch](https://fetch.spec.whatwg.org/) tells a browser to do with a request of a page to
//! another origin: it sends a preflight where one is due, keeps the answer in its cache, checks the response, and hides
//! what the page may not see. The service is asked for real; only the network is missing.
//!
//! ```
//! use cors_policy::testing::Browser;
//! use cors_policy::tower::CorsLayer;
//! use cors_policy::cors_policy;
//! use http::{Method, Request, Response};
//! use tower::{ServiceBuilder, service_fn};
//!
//! cors_policy! {
//!     static API = {
//!         origins: ["https://app.example.com"],
//!         methods: [PUT],
//!         request_headers: ["X-Request-Id"],
//!         exposed_headers: ["X-Total"],
//!         credentials: true,
//!     };
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let mut service = ServiceBuilder::new().layer(CorsLayer::new(&API)).service(service_fn(
//!     |_: Request<String>| async {
//!         Response::builder().header("X-Total", "7").header("X-Secret", "8").body(String::new())
//!     },
//! ));
//!
//! let mut browser = Browser::at("https://app.example.com");
//! let seen = browser
//!     .fetch(Method::PUT, "/users")
//!     .header("X-Request-Id", "1")
//!     .credentials()
//!     .run(&mut service)
//!     .await?;
//! assert!(seen.sent_preflight());
//! assert_eq!(seen.response().headers()["x-total"], "7");
//! assert!(!seen.response().headers().contains_key("x-secret"));
//!
//! let blocked = browser.fetch(Method::DELETE, "/users").run(&mut service).await.unwrap_err();
//! assert_eq!(blocked.to_string(), "the preflight does not allow the method `DELETE`");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! ```
//!
//! # Services
//!
//! [`Fetch::run`] asks a tower service, and so an axum `Router`. With the feature `hyper`, `Fetch::run_hyper` asks a hyper 1
//! service; with the feature `actix-web`, `Fetch::run_actix` asks an actix-web 4 application. Each has an example.
//!
//! There is a method for each framework, not one for all, because a type can be a service of several frameworks, and
//! because a compiler error then names the trait of the framework that you use.
//!
//! # The preflight
//!
//! [`Seen::preflight`] and [`Blocked::preflight`] return the answer to the preflight with all its headers, which no script
//! sees: to find out why a browser blocks, or to test a `max_age`.
//!
//! # Limits
//!
//! - Every request is one to another origin, in the mode `cors`: what `fetch` does by default.
//! - [`Browser::at`] refuses a few origins that browsers have, because they are slips far more often: a host with a bracket, a
//!   quote, `$`, `,` or `;` in it.
//! - Redirects are not followed: a page sees the 3xx itself, which no script does.
//! - Cookies are not kept. [`credentials`](Fetch::credentials) decides which checks are made; send a `Cookie` to the service
//!   with [`cookie`](Fetch::cookie) if it looks for one.
//! - An answer to a preflight is kept for a day at most, as in Firefox. Chromium keeps it for two hours at most.
//! - Browsers differ from Fetch in places. Chromium, Firefox and WebKitGTK were all seen to let `*` in
//!   `Access-Control-Allow-Headers` cover `Authorization`; this model does not. Chromium asks for no permission to send
//!   client hints such as `Save-Data`. All three differ in which answers to preflights they keep.

#[cfg(feature = "actix-web")]
mod actix;
mod blocked;
mod browser;
mod cache;
mod forbidden;
#[cfg(feature = "hyper")]
mod hyper;
mod list;
mod max_age;
mod page;
mod safelist;
mod snapshot;
mod target;

pub use blocked::{Blocked, Failure, Reason};
pub use browser::{Browser, Fetch, Seen};
pub use snapshot::__check_snapshot;
#[doc(inline)]
pub use snapshot::assert_snapshot;
