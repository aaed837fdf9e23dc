//! One module for each gateway. They do not import each other.

pub mod caddy;
pub mod cloudflare_access;
pub mod cloudflare_worker;
pub mod envoy;
pub mod express;
pub mod haproxy;
pub mod kong;
pub mod nginx;
pub mod spring_cloud_gateway;
pub mod traefik;
pub mod varnish;
