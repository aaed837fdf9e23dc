//! The guide: a chapter for each question that comes up with CORS.
//!
//! Start with [First service](first_service), or with the chapter about the library that you use today. Every block of code
//! is compiled, and every answer is compared with what the server sends.
//!
//! The examples use axum. With another framework the policy is the same, and only the layer differs: see
//! [`actix`](crate::actix), [`hyper`](crate::hyper), [`poem`](crate::poem), [`rocket`](crate::rocket), [`salvo`](crate::salvo), or
//! [`Policy::decide`](crate::Policy::decide) for a server without an adapter.
//!
//! | I want to … | chapter |
//! | --- | --- |
//! | put a policy in front of my service | [First service](first_service) |
//! | give parts of one app different policies | [Two policies in one app](two_policies) |
//! | allow other origins in development than in production | [Development, staging and production](environments) |
//! | take origins from the environment, a file or a database | [Origins from configuration](configuration) |
//! | accept JSON | [JSON requests](json) |
//! | use cookies or tokens | [Cookies and tokens](credentials) |
//! | cache responses and preflights | [Caches and `Vary`](caches) |
//! | use WebSockets, server-sent events or uploads | [WebSockets, events and uploads](streams) |
//! | stop forms and WebSockets of other sites | [Forms and WebSockets of other sites](guard) |
//! | serve gRPC-web, Connect or MCP | [gRPC-web, Connect and MCP](protocols) |
//! | run behind nginx, a CDN or an API gateway | [Behind a proxy or a gateway](proxies) |
//! | give the same policy to nginx, a CDN or a Worker | [The same policy in a gateway](gateways) |
//! | write a Cloudflare Worker in Rust | [A Worker in Rust](edge) |
//! | check a running server, or the change of a policy | [Audit a server](audit) |
//! | run behind Cloudflare Access or another login | [Behind a login](logins) |
//! | find out why the browser reports an error | ["I see a CORS error"](cors_errors) |
//! | find out whether I need CORS at all | [When you need no CORS](without_cors) |
//! | move from `tower-http` | [Moving from `tower-http`](from_tower_http) |
//! | move from `actix-cors` | [Moving from `actix-cors`](from_actix_cors) |
//! | move from `poem::middleware::Cors` | [Moving from poem's `Cors`](from_poem) |
//! | move from `salvo-cors` | [Moving from `salvo-cors`](from_salvo_cors) |
//! | move from `rocket_cors` | [Moving from `rocket_cors`](from_rocket_cors) |
//! | move from the `cors` filter of warp | [Moving from `warp::cors`](from_warp) |
//! | use Pingora, ntex or another server without an adapter | [A server without an adapter](own_server) |

#[doc = include_str!("first_service.md")]
pub mod first_service {}

#[doc = include_str!("two_policies.md")]
pub mod two_policies {}

#[doc = include_str!("environments.md")]
pub mod environments {}

#[doc = include_str!("configuration.md")]
pub mod configuration {}

#[doc = include_str!("json.md")]
pub mod json {}

#[doc = include_str!("credentials.md")]
pub mod credentials {}

#[doc = include_str!("caches.md")]
pub mod caches {}

#[doc = include_str!("streams.md")]
pub mod streams {}

#[doc = include_str!("guard.md")]
pub mod guard {}

#[doc = include_str!("protocols.md")]
pub mod protocols {}

#[doc = include_str!("proxies.md")]
pub mod proxies {}

#[doc = include_str!("gateways.md")]
pub mod gateways {}

#[doc = include_str!("edge.md")]
pub mod edge {}

#[doc = include_str!("audit.md")]
pub mod audit {}

#[doc = include_str!("logins.md")]
pub mod logins {}

#[doc = include_str!("cors_errors.md")]
pub mod cors_errors {}

#[doc = include_str!("without_cors.md")]
pub mod without_cors {}

#[doc = include_str!("from_tower_http.md")]
pub mod from_tower_http {}

#[doc = include_str!("from_actix_cors.md")]
pub mod from_actix_cors {}

#[doc = include_str!("from_poem.md")]
pub mod from_poem {}

#[doc = include_str!("from_salvo_cors.md")]
pub mod from_salvo_cors {}

#[doc = include_str!("from_rocket_cors.md")]
pub mod from_rocket_cors {}

#[doc = include_str!("from_warp.md")]
pub mod from_warp {}

#[doc = include_str!("own_server.md")]
pub mod own_server {}
