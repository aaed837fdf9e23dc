//! One module for each gateway. They do not import each other.

pub mod cloudflare_access;
pub mod cloudflare_worker;
pub mod express;
pub mod nginx;
