//! What each gateway answers with an exported policy, compared with the library.
//!
//! The program runs in front of a [service](upstream) that plays the handlers of the table of scenarios, with CORS headers and
//! `Vary` lines of their own. Each request of the table is sent to the program, and its answer must be that of the table, except
//! for the [differences](gateway::Difference) that the gateway lists. Random policies get random requests, and the library says
//! what the answer must be.
//!
//! The schemas and linters of targets without a program [read](grants) the exports, which must grant what the policies grant.

mod answers;
mod apache;
mod aws_http_api;
mod aws_rest_api;
mod cache;
mod caddy;
mod checks;
mod cloudflare_access;
mod cloudflare_worker;
mod cloudfront;
#[path = "../matching/compile.rs"]
mod compile;
mod edge;
mod envoy;
mod express;
mod gateway;
mod gateway_api;
mod grants;
mod haproxy;
mod kong;
#[path = "../servers/scenarios/messages.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod messages;
mod nginx;
mod nginx_cache;
mod nginx_lint;
mod ory;
#[path = "../servers/scenarios/policies.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod policies;
mod random;
mod readers;
mod s3;
#[path = "../servers/scenarios/scenario.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod scenario;
mod schema;
#[path = "../servers/socket.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod socket;
mod spring_cloud_gateway;
#[path = "../servers/scenarios/table/mod.rs"]
mod table;
mod traefik;
#[path = "../servers/transcripts/transcript.rs"]
#[allow(dead_code, reason = "the tests of servers use more of it")]
mod transcript;
mod upstream;
mod varnish;
#[path = "../servers/scenarios/wire.rs"]
mod wire;

use cors_policy_gateway_tests::program;
