//! Scenarios over a socket, in HTTP/1.1.

use std::net::SocketAddr;

use crate::scenario::{self, Answer, Scenario};
use crate::socket;

/// The path at which a server runs the scenario.
pub(crate) fn path(scenario: &Scenario) -> String {
    let dashed = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    format!("/{}", scenario.name.chars().map(dashed).collect::<String>())
}

/// Sends the scenario's request on a connection of its own.
pub(crate) fn send(address: SocketAddr, scenario: &Scenario) -> Answer {
    let start = format!("{} {} HTTP/1.1", scenario.method(), path(scenario));
    let fixed = ["Host: test", "Connection: close"];
    let lines = [start.as_str()].into_iter().chain(fixed);
    let lines = lines.chain(scenario.request_lines().iter().copied()).chain(["", ""]);
    let request = lines.collect::<Vec<_>>().join("\r\n");
    let response = socket::exchange(address, &scenario::bytes(&request));
    Answer { status: response.status, headers: response.headers }
}
