//! What each gateway answers with an exported policy, compared with the library.
//!
//! The program runs in front of a [service](upstream) that plays the handlers of the table of scenarios, with CORS headers and
//! `Vary` lines of their own. Each request of the table is sent to the program, and its answer must be that of the table, except
//! for the [differences](gateway::Difference) that the gateway lists. Random policies get random requests, and the library says
//! what the answer must be.
//!
//! The schemas and linters of targets without a program [read](grants) the exports, which must grant what the policies grant.

mod aws_http_api;
mod aws_rest_api;
mod checks;
mod cloudfront;
#[path = "../matching/compile.rs"]
mod compile;
mod gateway;
mod gateway_api;
mod grants;
#[path = "../servers/scenarios/messages.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod messages;
mod nginx;
mod ory;
#[path = "../servers/scenarios/policies.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod policies;
mod program;
mod random;
mod readers;
mod s3;
#[path = "../servers/scenarios/scenario.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod scenario;
#[path = "../servers/socket.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod socket;
#[path = "../servers/scenarios/table/mod.rs"]
mod table;
mod upstream;
#[path = "../servers/scenarios/wire.rs"]
mod wire;
