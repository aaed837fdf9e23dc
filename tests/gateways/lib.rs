//! Gateways that run here with exported policies: for the test target `gateways`, and for the tests in browsers.

#[path = "programs/nginx.rs"]
pub mod nginx;
pub mod program;
