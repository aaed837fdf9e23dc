//! One module for each gateway. They do not import each other.

pub mod aws_http_api;
pub mod aws_rest_api;
pub mod cloudfront;
pub mod gateway_api;
pub mod nginx;
pub mod ory;
pub mod s3;
