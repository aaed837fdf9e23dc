//! HTTP/1.1 over a socket, byte for byte: no client that could tidy up what is sent or what comes back.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::scenario::{self, Answer, Scenario};

/// The path at which a server plays the scenario.
pub(crate) fn path(scenario: &Scenario) -> String {
    let dashed = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    format!("/{}", scenario.name.chars().map(dashed).collect::<String>())
}

/// Sends the scenario's request on a connection of its own.
pub(crate) fn send(address: SocketAddr, scenario: &Scenario) -> Answer {
    let start = format!("{} {} HTTP/1.1", scenario.method(), path(scenario));
    let fixed = ["Host: test".to_owned(), "Connection: close".to_owned()];
    let headers = scenario.request_headers().map(|(name, value)| format!("{name}: {value}"));
    let lines = [start].into_iter().chain(fixed).chain(headers).chain([const { String::new() }; 2]);
    let request = lines.collect::<Vec<_>>().join("\r\n");
    parse(&exchange(address, &scenario::bytes(&request)))
}

fn exchange(address: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    stream.write_all(request).expect("the server reads");
    let mut response = Vec::new();
    stream.read_to_end(&mut response).expect("the server answers");
    response
}

fn parse(response: &[u8]) -> Answer {
    let response = scenario::text(response);
    let (head, _) = response.split_once("\r\n\r\n").expect("a head");
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status line");
    let headers = lines.map(|line| line.split_once(": ").expect("a header line"));
    Answer {
        status: status.parse().expect("a status"),
        headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
    }
}
