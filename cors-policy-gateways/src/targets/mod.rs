//! One module for each gateway. They do not import each other.

pub mod apache;
pub mod aws_http_api;
pub mod aws_rest_api;
pub mod caddy;
pub mod cloudflare_access;
pub mod cloudflare_worker;
pub mod cloudfront;
pub mod envoy;
pub mod express;
pub mod gateway_api;
pub mod haproxy;
pub mod kong;
pub mod nginx;
pub mod ory;
pub mod s3;
pub mod spring_cloud_gateway;
pub mod traefik;
pub mod varnish;
