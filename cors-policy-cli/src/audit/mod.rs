//! Audits a live server: sends what browsers and attackers send, and finds what is wrong in the answers.
//!
//! The way of the data: [`probes`] makes the requests, [`client`] sends them, each becomes an [`Exchange`], and the
//! [`rules`] read the exchanges.

mod answer;
mod client;
mod exchange;
mod finding;
mod limits;
mod probes;
mod question;
mod replay;
mod rules;
mod run;

pub(crate) use self::client::Client;
pub(crate) use self::exchange::{Exchange, Failure, Protocol, Request, Response};
pub(crate) use self::finding::{Audit, Finding, Rule, Severity};
pub(crate) use self::limits::Limits;
pub(crate) use self::question::Question;
pub use self::replay::Given;
pub(crate) use self::replay::replay;
pub(crate) use self::rules::all as all_rules;
pub(crate) use self::run::run;
