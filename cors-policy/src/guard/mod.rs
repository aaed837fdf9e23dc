//! What CORS does not stop: WebSocket handshakes and requests that change state, from pages of other origins.
//!
//! CORS decides whether a page may *read* a response. Some requests have done their work when the response is sent:
//!
//! - A page of any origin may open a WebSocket. Browsers do not apply CORS to it, and send the cookies of the server.
//! - A page of any origin may post a form, or `fetch` with `mode: "no-cors"`. There is no preflight, and the handler runs.
//!
//! [`OriginGuard`] answers these requests with 403 before the handler runs, unless they come from a page of the server's
//! own origin or of an origin that the policy lists. It takes the same policy as the CORS layer. Put it inside of that layer:
//! then a page of an allowed origin can read the 403 of another guard, and preflights are answered further out.
//!
//! # What is refused
//!
//! | request | passes if |
//! | --- | --- |
//! | `GET`, `HEAD` and `OPTIONS` without `Upgrade` | always: they must not change state, and CORS keeps the response from the page |
//! | any other method, and each WebSocket handshake: over HTTP/1 with `Upgrade`, over HTTP/2 with the method `CONNECT` | one of the next rows is true |
//! | … with an `Origin` that the policy lists | always |
//! | … with `Sec-Fetch-Site: same-origin` or `none` | always, unless you [tell](OriginGuard::own_origin) the own origin and `Origin` is another. `none` is a person who used the address bar or a bookmark |
//! | … with another `Sec-Fetch-Site` | never |
//! | … without `Sec-Fetch-Site`, with `Origin` | the host and the port of `Origin` are those that the request was sent to |
//! | … with neither header | always: no browser sends that |
//!
//! These are the rules of Go's
//! [`http.CrossOriginProtection`](https://pkg.go.dev/net/http#CrossOriginProtection) and of `tower_http::csrf`, with
//! WebSockets. The differences are all refusals: an `Origin` that is empty or on several lines, and a request whose URL and
//! `Host` name different hosts.
//!
//! Browsers send `Sec-Fetch-Site` to `https://` and to `localhost`, since 2023 all of them. Elsewhere `Origin` decides, and it
//! is `null` if the page has `Referrer-Policy: no-referrer`. Such a page of your own needs `https://`, or another policy for
//! its referrer.
//!
//! # What it does not do
//!
//! It does not look at `GET`, so a `GET` that changes state remains open to every page. It does not know who the user is, and
//! a listed origin may do everything. A program that is no browser sends what it likes: the guard protects users of browsers
//! from pages of others, and is no access control.
//!
//! [Fetch Metadata](https://www.w3.org/TR/fetch-metadata/),
//! [RFC 6455, section 10.2](https://www.rfc-editor.org/rfc/rfc6455#section-10.2)

#[cfg(feature = "actix-web")]
mod actix;
mod error;
#[cfg(feature = "hyper")]
mod hyper;
mod judge;
mod origin_guard;
#[cfg(feature = "poem")]
mod poem;
#[cfg(any(
    feature = "actix-web",
    feature = "hyper",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "tower"
))]
mod refused;
#[cfg(feature = "rocket")]
mod rocket;
#[cfg(feature = "salvo")]
mod salvo;
#[cfg(feature = "tower")]
mod tower;

#[cfg(feature = "actix-web")]
#[cfg_attr(docsrs, doc(cfg(feature = "actix-web")))]
pub use self::actix::{ActixFuture, GuardedActix};
#[cfg(feature = "hyper")]
#[cfg_attr(docsrs, doc(cfg(feature = "hyper")))]
pub use self::hyper::{GuardedHyper, HyperFuture};
#[cfg(feature = "poem")]
#[cfg_attr(docsrs, doc(cfg(feature = "poem")))]
pub use self::poem::GuardedPoem;
#[cfg(feature = "tower")]
#[cfg_attr(docsrs, doc(cfg(feature = "tower")))]
pub use self::tower::{Guarded, TowerFuture};
pub use crate::observe::Intrusion;
pub use error::PublicPolicy;
pub use origin_guard::OriginGuard;
