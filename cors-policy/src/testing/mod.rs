//! A model of a browser's half of CORS, for the tests of a service. It tells what a script would see.
//!
//! A [`Browser`] follows [Fetch](https://fetch.spec.whatwg.org/) for a request from a page to another origin. It sends
//! a preflight if the request needs one, caches the answer, checks the response, and hides what the page may not see.
//! It calls the real service, without a network.
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
//! service; with the feature `actix-web`, `Fetch::run_actix` asks an actix-web 4 application; with the feature `poem`,
//! `Fetch::run_poem` asks a poem 3 endpoint; with the feature `rocket`, `Fetch::run_rocket` asks a Rocket 0.5 application; with
//! the feature `salvo`, `Fetch::run_salvo` asks a salvo 1 service. Each has an example.
//!
//! Each framework has its own method, because a type can be a service of several frameworks, and because a compiler
//! error then names the trait of the framework that you use.
//!
//! # The preflight
//!
//! [`Seen::preflight`] and [`Blocked::preflight`] return the answer to the preflight with all its headers. A script
//! cannot see it. Use it to find out why a browser blocks, or to test a `max_age`.
//!
//! # Limits
//!
//! - Every request goes to another origin, in the mode `cors`, which is the default of `fetch`.
//! - [`Browser::at`] refuses a few origins that browsers do send, because in a test they are usually mistakes: a host
//!   that contains a bracket, a quote, `$`, `,` or `;`.
//! - It does not follow redirects: [`Seen`] has the 3xx response, which a script never sees.
//! - It does not store cookies. [`credentials`](Fetch::credentials) decides which checks it makes. If the service reads
//!   a `Cookie`, send it with [`cookie`](Fetch::cookie).
//! - It caches an answer to a preflight for a day at most, as Firefox does. Chromium caches it for two hours at most.
//! - Browsers differ from Fetch in some points. In our tests Chromium, Firefox and WebKitGTK let `*` in
//!   `Access-Control-Allow-Headers` cover `Authorization`; this model does not. Chromium sends client hints, like
//!   `Save-Data`, without a preflight. All three differ in which answers to preflights they cache.

#[cfg(feature = "actix-web")]
mod actix;
mod blocked;
mod browser;
mod cache;
#[cfg(feature = "hyper")]
mod hyper;
mod list;
mod max_age;
#[cfg(feature = "poem")]
mod poem;
#[cfg(feature = "rocket")]
mod rocket;
#[cfg(feature = "salvo")]
mod salvo;
mod snapshot;
mod target;

pub use blocked::{Blocked, Failure, Reason};
pub use browser::{Browser, Fetch, Seen};
pub use snapshot::__check_snapshot;
#[doc(inline)]
pub use snapshot::assert_snapshot;
