//! `audit` of real programs. They need the programs of the gateways, so `cargo xtask gateways` runs these tests.

mod copied;
mod exported;
mod middleware;
#[path = "../policies.rs"]
#[allow(dead_code, reason = "the command line of the tests uses the rest")]
mod policies;
mod report;
#[path = "../audit/right.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod right;
#[path = "../audit/server.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod server;
