//! The ports of this machine that the playground serves, and the origins of its pages.

use std::io::{Error, ErrorKind, Result};
use std::net::{Ipv4Addr, Ipv6Addr};

use tokio::net::TcpListener;

/// A page, by its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// The page that the user opens.
    App,
    OtherPort,
    OtherHost,
    Tenant,
    Shop,
    Sandbox,
    /// The server of the API has a page too.
    Own,
}

impl Site {
    pub(crate) const ALL: [Self; 7] = [
        Self::App,
        Self::OtherPort,
        Self::OtherHost,
        Self::Tenant,
        Self::Shop,
        Self::Sandbox,
        Self::Own,
    ];

    /// The `Origin` of its requests.
    pub(crate) const fn origin(self) -> &'static str {
        match self {
            Self::App => APP,
            Self::OtherPort => "http://localhost:4612",
            Self::OtherHost => "http://127.0.0.1:4611",
            Self::Tenant => "http://acme.localhost:4611",
            Self::Shop => "http://shop.acme.localhost:4612",
            Self::Sandbox => "null",
            Self::Own => API,
        }
    }

    /// The scheme, host and port that its page comes from.
    pub(crate) const fn address(self) -> &'static str {
        match self {
            Self::Sandbox => APP,
            _ => self.origin(),
        }
    }

    pub(crate) const fn about(self) -> &'static str {
        match self {
            Self::App => "This page.",
            Self::OtherPort => {
                "Another port is another origin, but the same site: cookies are sent."
            }
            Self::OtherHost => "The same machine by another name.",
            Self::Tenant => "A subdomain.",
            Self::Shop => "A subdomain of that, on another port.",
            Self::Sandbox => "A sandboxed frame, which has no origin of its own.",
            Self::Own => "A page of the API itself.",
        }
    }
}

/// Listens on a port that no other machine can reach, on both addresses that a browser may use for `localhost`.
pub(crate) async fn listen(port: u16) -> Result<Vec<TcpListener>> {
    let explain = |error: Error| match error.kind() {
        ErrorKind::AddrInUse => Error::new(
            error.kind(),
            format!(
                "port {port} is taken, and the policies name it; end the program that listens there, \
                 which `lsof -i :{port}` finds"
            ),
        ),
        _ => error,
    };
    let mut listeners =
        vec![TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(explain)?];
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
        Ok(listener) => listeners.push(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(explain(error)),
        // This machine has no IPv6.
        Err(_) => {}
    }
    Ok(listeners)
}

pub(crate) const API: &str = "http://localhost:4610";
pub(crate) const API_PORT: u16 = 4610;
pub(crate) const APP: &str = "http://localhost:4611";
pub(crate) const PAGE_PORTS: [u16; 2] = [4611, 4612];
