//! CORS policies of [`cors_policy`] as configuration of gateways.
//!
//! A gateway in front of a service often answers requests itself: nginx serves files, a CDN caches, a Worker answers at the
//! edge. If its CORS configuration is written by hand, it is a second policy. Each module of this crate has functions that
//! translate a checked policy to the configuration of one program:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::{Verdict, nginx};
//!
//! cors_policy! {
//!     static API = {
//!         origins: ["https://app.example.com", "https://*.preview.example.com"],
//!         methods: [PUT],
//!         credentials: true,
//!     };
//! }
//!
//! let export = nginx::export(&API)?;
//! assert_eq!(export.verdict(), Verdict::Exact);
//! for file in export.files() {
//!     println!("{}, for {}:\n{}", file.name(), file.place(), file.text());
//! }
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! A function takes what an adapter takes: a `&'static Policy`, a `Configured` or a `PolicyRef`. The text has the origins of the
//! moment.
//!
//! # What a gateway can say
//!
//! An export never allows more than its policy. It has a [`Verdict`]:
//!
//! | verdict | what it means |
//! | --- | --- |
//! | [`Exact`](Verdict::Exact) | The gateway answers as the library does. Differences concern only requests that no browser sends. |
//! | [`ExactForBrowsers`](Verdict::ExactForBrowsers) | A page of any browser can do the same as with the library. The answers differ where no browser looks. |
//! | [`Narrower`](Verdict::Narrower) | Everything that the gateway allows is allowed by the policy, but the gateway cannot express all of it. |
//!
//! [`Export::notes`] lists the differences, and what to change in the rest of the configuration. `export` functions return an
//! error, [`Inexpressible`], if the target cannot express a part of the policy. The functions called `narrower` leave that part
//! out, and [`Export::left_out`] lists it.
//!
//! # Targets
//!
//! | target | function | verdict |
//! | --- | --- | --- |
//! | Amazon CloudFront | [`cloudfront::export`], [`cloudfront::narrower`] | narrower |
//! | Amazon S3 | [`s3::export`], [`s3::narrower`] | narrower |
//! | Apache httpd | [`apache::export`] | exact |
//! | AWS, HTTP API | [`aws_http_api::export`], [`aws_http_api::narrower`] | narrower |
//! | AWS, REST API | [`aws_rest_api::export`], [`aws_rest_api::narrower`] | narrower |
//! | Caddy | [`caddy::export`] | exact |
//! | Cloudflare Access | [`cloudflare_access::export`] | exact |
//! | Cloudflare Workers | [`cloudflare_worker::export`] | exact |
//! | Envoy, as a filter in Lua | [`envoy::lua`] | exact |
//! | Envoy, without code | [`envoy::filters`] | exact for browsers |
//! | Express | [`express::export`] | exact |
//! | HAProxy | [`haproxy::export`] | exact |
//! | Kong | [`kong::export`], [`kong::narrower`] | exact for browsers |
//! | Kubernetes Gateway API | [`gateway_api::export`], [`gateway_api::narrower`] | narrower |
//! | nginx | [`nginx::export`] | exact |
//! | Ory Hydra, Kratos, Oathkeeper | [`ory::export`], [`ory::narrower`] | narrower |
//! | Spring Cloud Gateway | [`spring_cloud_gateway::export`], [`spring_cloud_gateway::narrower`] | narrower |
//! | Traefik, middleware only | [`traefik::middleware`] | exact for browsers |
//! | Traefik, routers | [`traefik::export`] | exact for browsers |
//! | Varnish | [`varnish::export`] | exact |
//!
//! [`Target`] has all of them, for a command line.

mod entries;
mod export;
mod headers;
mod inexpressible;
mod javascript;
mod lists;
mod sheet;
mod target;
mod targets;
mod text;
mod yaml;

pub use export::{Export, File, Verdict};
pub use inexpressible::{Inexpressible, Missing};
pub use target::{Target, UnknownTarget};
pub use targets::{
    apache, aws_http_api, aws_rest_api, caddy, cloudflare_access, cloudflare_worker, cloudfront,
    envoy, express, gateway_api, haproxy, kong, nginx, ory, s3, spring_cloud_gateway, traefik,
    varnish,
};
