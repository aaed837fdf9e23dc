//! One module for each gateway. They do not import each other.

pub mod apache;
pub mod haproxy;
pub mod nginx;
pub mod varnish;
