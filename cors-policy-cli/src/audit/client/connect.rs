//! Opens a connection to the first address of a host that answers.
//!
//! See <https://www.rfc-editor.org/rfc/rfc8305>: an address that does not answer must not use up the time of the others.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::Host;

use super::Failure;

pub(super) async fn to_host(host: &Host<String>, port: u16) -> Result<TcpStream, Failure> {
    let addresses = match host {
        Host::Ipv4(ip) => vec![SocketAddr::new(IpAddr::V4(*ip), port)],
        Host::Ipv6(ip) => vec![SocketAddr::new(IpAddr::V6(*ip), port)],
        Host::Domain(name) => look_up(name, port).await?,
    };
    to_any(&addresses).await
}

async fn look_up(name: &str, port: u16) -> Result<Vec<SocketAddr>, Failure> {
    let addresses = lookup_host((name, port)).await;
    let addresses = addresses.map_err(|error| Failure::NoAddress(error.to_string()))?;
    let addresses = addresses.take(MAX_ADDRESSES).collect::<Vec<_>>();
    if addresses.is_empty() {
        return Err(Failure::NoAddress("the answer of the name server is empty".to_owned()));
    }
    Ok(addresses)
}

/// Tries the next address if one refuses, or does not answer soon. The first connection wins.
pub(super) async fn to_any(addresses: &[SocketAddr]) -> Result<TcpStream, Failure> {
    let mut waiting = addresses.iter();
    let mut attempts = JoinSet::new();
    let mut refusals = Vec::new();
    loop {
        let patience = match waiting.next() {
            Some(address) => {
                attempts.spawn(attempt(*address));
                HEAD_START
            }
            None => Duration::MAX,
        };
        match timeout(patience, attempts.join_next()).await {
            Ok(Some(Ok(Ok(stream)))) => return Ok(stream),
            Ok(Some(Ok(Err(refusal)))) => refusals.push(refusal),
            Ok(Some(Err(error))) => refusals.push(error.to_string()),
            Ok(None) => return Err(Failure::NoConnection(refusals.join("; "))),
            Err(_) => {}
        }
    }
}

async fn attempt(address: SocketAddr) -> Result<TcpStream, String> {
    let stream =
        TcpStream::connect(address).await.map_err(|error| format!("{address}: {error}"))?;
    // A request is one write, and should not wait for more.
    stream.set_nodelay(true).map_err(|error| format!("{address}: {error}"))?;
    Ok(stream)
}

/// How long an address has before the next one is tried too.
const HEAD_START: Duration = Duration::from_millis(250);

/// How many addresses of a host are tried.
const MAX_ADDRESSES: usize = 8;
