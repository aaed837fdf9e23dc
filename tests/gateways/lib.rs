//! Gateways that run here with exported policies: for the test target `gateways`, and for the tests in browsers.

#[path = "programs/cloudflare_worker.rs"]
pub mod cloudflare_worker;
#[path = "programs/envoy.rs"]
pub mod envoy;
#[path = "programs/nginx.rs"]
pub mod nginx;
pub mod program;
