//! One module for each gateway. They do not import each other.

pub mod envoy;
pub mod kong;
pub mod nginx;
pub mod spring_cloud_gateway;
