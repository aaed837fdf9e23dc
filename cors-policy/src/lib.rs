//! CORS policies, declared in source, checked by the compiler, and answered from static data.
//!
//! ```
//! use cors_policy::cors_policy;
//! # #[cfg(feature = "tower")]
//! use cors_policy::tower::CorsLayer;
//!
//! cors_policy! {
//!     /// What our single-page app may do with the API.
//!     pub static API = {
//!         origins: ["https://app.example.com", "http://localhost:*"],
//!         methods: [GET, PUT, DELETE],
//!         request_headers: ["Content-Type"],
//!         exposed_headers: ["ETag"],
//!         credentials: true,
//!         max_age: 2h,
//!     };
//! }
//!
//! # #[cfg(feature = "tower")]
//! let layer = CorsLayer::new(&API);
//! ```
//!
//! A wrong policy does not compile: see [`cors_policy!`] for what is allowed in one. A policy that compiles is a [`Policy`].
//!
//! # Guide
//!
//! The [guide] has a chapter for each question: a first service, two policies in one app, cookies and tokens, "I see a CORS
//! error", moving from `tower-http`, and more.
//!
//! # The answer
//!
//! 1. A request **without `Origin`** reaches the handler. If the policy has `origins: any`, the response still has
//!    `Access-Control-Allow-Origin: *`. If it lists origins, the response has `Vary: Origin`.
//! 2. A **preflight** (`OPTIONS`, `Origin` and `Access-Control-Request-Method`) does not reach the handler. An allowed origin
//!    gets 204 with the full lists, and any other 403 without CORS headers. The server does not parse the request's lists:
//!    the browser checks its request against the full ones, and its console names what is missing. Only `any` together with
//!    `credentials: true` repeats what was asked for, because `*` has no meaning there.
//! 3. **Any other request** reaches the handler. If the origin is allowed, the response has the CORS headers, whatever its
//!    status. If not, it has none. Refused requests are not blocked, because browsers send `Origin` with same-origin requests
//!    too.
//! 4. If a policy lists origins, **every** response has `Origin` in `Vary`, once, with what the handler sends there. The
//!    exception is a handler that sends `Vary: *` and no other line of `Vary`. A `*` with other names does not replace
//!    `Origin`: some caches know `*` only as the whole value, and some join the lines first.
//! 5. CORS headers that the handler sets are **removed**, always. Those in trailers pass, and browsers ignore them.
//! 6. If a policy has **`anyone_else`**, no request is refused. Whatever no listed origin sends gets the answer of a policy with
//!    `origins: any`, the options of `anyone_else` and no credentials, and `Vary: Origin`.
//! 7. An `Origin` is **compared byte for byte**. Several `Origin` lines match nothing, and neither do bytes that no browser
//!    sends.
//!
//! # Allowed combinations
//!
//! | | allowed | not allowed |
//! | --- | --- | --- |
//! | `origins: any` | with any list of methods or headers | with `credentials: true` |
//! | `any` in `methods` and `request_headers` | with a list of origins, also with `credentials: true` | |
//! | `[any, "Authorization"]` | without credentials | with `credentials: true`: `any` covers every header there |
//! | `any` in `exposed_headers` | with a list of origins | with `credentials: true` |
//! | `anyone_else: { … }` | with a list of origins, also a `configured` one | with `any`, `none` or `configured_or_any` |
//! | `https://*.example.com` | with `https://example.com` | with `https://a.example.com`, which it covers |
//! | `http://localhost:*` | with `credentials: true` | |
//! | `http://example.com` | without credentials | with `credentials: true` |
//! | `https://*.github.io` | without credentials | with `credentials: true`: anyone can get a name there |
//! | `chrome-extension://*` | without credentials | with `credentials: true`: anyone can publish an extension |
//!
//! # Features
//!
//! Each adds API, and none changes what a policy answers.
//!
//! - `tower`: a layer for tower services.
//! - `axum`: the same, for axum.
//! - `hyper`: a service for hyper 1, without tower.
//! - `actix-web`: a middleware for actix-web 4, which needs a newer Rust than the others: its own.
//! - `rocket`: a fairing for Rocket 0.5.2 or later, which needs the Rust version of Rocket.
//! - `poem`: a middleware for poem 3.
//! - `salvo`: a hoop for salvo 1, which needs a newer Rust than the others: its own.
//! - `configured`: origins that only the deployment knows. `origins: [configured]` declares a policy that takes them from the
//!   environment, a file or a database. They are checked by the same rules when the server starts, and can be replaced while it
//!   runs.
//! - `public-suffix-at-run-time`: the last rule of the table above, for origins from configuration. It adds Mozilla's list to
//!   the program, 0.8 MB. Without it, a `*.` pattern from configuration is refused if the policy has credentials.
//! - `serde`: `Deserialize` for `OriginList`, a checked list of origins in a configuration file. It turns on `configured`.
//! - `tracing`: an event for each refusal, with the reason and the remedy, for the log of the server.
//! - `testing`: a model of a browser's half of Fetch, for the tests of services, and snapshots of policies.
//! - `public-suffix` (default): the last rule of the table above. The compiler reads Mozilla's list for it.
//!
//! # Deployment
//!
//! - **Put authentication behind CORS**, never before it. A preflight has no credentials, and a 401 without CORS headers looks
//!   like a network error to the page.
//! - **Use one layer only.** A second layer, or a proxy that adds CORS headers too, breaks the answer.
//! - **Caches** may keep the responses, because `Vary` tells them what they need. Do not remove it on the way. nginx 1.22 reads
//!   only the last line of `Vary`: if another line can follow the one with `Origin`, because a layer outside of this one adds
//!   it or the handler sends `Origin` itself, put `$http_origin` into `proxy_cache_key`.
//! - **CORS does not protect the server.** A refused request is still served; only the page is kept from the answer. A page of
//!   any site can post a form or open a WebSocket: put a [guard] in front of requests that change state.
//!
//! [Fetch, CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol),
//! [RFC 6454](https://www.rfc-editor.org/rfc/rfc6454), [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110)

#![cfg_attr(docsrs, feature(doc_cfg))]

// Each feature of an adapter is in this condition, and in that of its docs below.
#[cfg(any(
    feature = "actix-web",
    feature = "hyper",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "tower"
))]
mod adapters;
#[cfg(feature = "configured")]
mod configured;
mod engine;
pub mod explain;
mod fetch;
mod observe;
mod origins;
mod policy;
mod reference;
mod request;
mod response;
mod selection;
#[cfg(any(feature = "configured", feature = "tracing"))]
mod system;

// Its blocks need frameworks that are no dependencies of this crate, so its doctests run in `tests/servers`.
#[cfg(all(doc, not(doctest)))]
// It links to the adapters.
#[cfg_attr(
    not(all(
        feature = "actix-web",
        feature = "configured",
        feature = "hyper",
        feature = "rocket",
        feature = "poem",
        feature = "salvo",
        feature = "testing"
    )),
    allow(rustdoc::broken_intra_doc_links)
)]
pub mod guide;

#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;

pub mod guard;

#[doc(hidden)]
#[path = "expansion.rs"]
pub mod __private;

#[cfg(feature = "actix-web")]
#[cfg_attr(docsrs, doc(cfg(feature = "actix-web")))]
pub use adapters::actix;
#[cfg(feature = "hyper")]
#[cfg_attr(docsrs, doc(cfg(feature = "hyper")))]
pub use adapters::hyper;
#[cfg(feature = "poem")]
#[cfg_attr(docsrs, doc(cfg(feature = "poem")))]
pub use adapters::poem;
#[cfg(feature = "rocket")]
#[cfg_attr(docsrs, doc(cfg(feature = "rocket")))]
pub use adapters::rocket;
#[cfg(feature = "salvo")]
#[cfg_attr(docsrs, doc(cfg(feature = "salvo")))]
pub use adapters::salvo;
#[cfg(feature = "tower")]
#[cfg_attr(docsrs, doc(cfg(feature = "tower")))]
pub use adapters::tower;
#[cfg(any(
    feature = "actix-web",
    feature = "hyper",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "tower"
))]
pub use adapters::{ShadowChange, ShadowDifference};
#[cfg(feature = "configured")]
#[cfg_attr(docsrs, doc(cfg(feature = "configured")))]
pub use configured::{
    ConfigureError, Configured, CorsTemplate, Mistake, OriginList, OriginListIter, PolicyTemplate,
    Redundant,
};
pub use cors_policy_macros::CorsPolicy;
#[doc = include_str!("cors_origins.md")]
pub use cors_policy_macros::cors_origins;
#[doc = include_str!("cors_policy.md")]
pub use cors_policy_macros::cors_policy;
pub use engine::{Actual, Decision, Denial, NotCors, Preflight};
#[cfg(feature = "tracing")]
#[cfg_attr(docsrs, doc(cfg(feature = "tracing")))]
pub use observe::tracing;
pub use observe::{Difference, Nearest, Refusal, RefusalReason};
pub use origins::{EntryHost, EntryPort, OriginEntry, OriginSet};
pub use policy::{CorsPolicy, Location, Origins, Policy};
pub use reference::{IntoPolicyRef, PolicyRef};
pub use request::RequestView;
