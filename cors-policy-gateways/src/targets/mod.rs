//! One module for each gateway. They do not import each other.

pub mod caddy;
pub mod envoy;
pub mod haproxy;
pub mod nginx;
pub mod traefik;
