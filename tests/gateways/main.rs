//! What each gateway answers with an exported policy, compared with the library.
//!
//! The program runs in front of a [service](upstream) that plays the handlers of the table of scenarios, with CORS headers and
//! `Vary` lines of their own. Each request of the table is sent to the program, and its answer must be that of the table, except
//! for the [differences](gateway::Difference) that the gateway lists. Random policies get random requests, and the library says
//! what the answer must be.

mod apache;
mod cache;
mod checks;
#[path = "../matching/compile.rs"]
mod compile;
mod gateway;
mod haproxy;
#[path = "../servers/scenarios/messages.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod messages;
mod nginx;
#[path = "../servers/scenarios/policies.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod policies;
mod program;
mod random;
#[path = "../servers/scenarios/scenario.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod scenario;
#[path = "../servers/socket.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod socket;
#[path = "../servers/scenarios/table/mod.rs"]
mod table;
mod upstream;
mod varnish;
#[path = "../servers/scenarios/wire.rs"]
mod wire;
