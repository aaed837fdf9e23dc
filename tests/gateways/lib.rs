//! Gateways that run here with exported policies: for the test target `gateways`, for the tests in browsers, and for the
//! example `playground`.

#[path = "programs/apache.rs"]
pub mod apache;
#[path = "programs/caddy.rs"]
pub mod caddy;
#[path = "programs/cloudflare_worker.rs"]
pub mod cloudflare_worker;
#[path = "programs/edge.rs"]
pub mod edge;
#[path = "programs/envoy.rs"]
pub mod envoy;
#[path = "programs/express.rs"]
pub mod express;
#[path = "programs/haproxy.rs"]
pub mod haproxy;
#[path = "programs/nginx.rs"]
pub mod nginx;
pub mod program;
#[path = "programs/start.rs"]
mod start;
#[path = "programs/traefik.rs"]
pub mod traefik;
#[path = "programs/varnish.rs"]
pub mod varnish;

pub use start::{Start, program_of};
