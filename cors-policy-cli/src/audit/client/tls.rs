//! Encrypts a connection, and agrees with the server about the version of HTTP.

use std::sync::Arc;

use rustls_native_certs::load_native_certs;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::Host;

use super::stream::Stream;
use super::{Failure, Protocol, failures};

/// What the client trusts, and how it speaks TLS.
#[derive(Debug)]
pub(super) struct Tls {
    /// `None` until a request needs them.
    trusted: Option<Result<Arc<RootCertStore>, String>>,
    http1: Option<Arc<ClientConfig>>,
    http2: Option<Arc<ClientConfig>>,
}

impl Tls {
    pub(super) const fn of_the_system() -> Self {
        Self { trusted: None, http1: None, http2: None }
    }

    #[cfg(test)]
    pub(super) fn trusting(trusted: RootCertStore) -> Self {
        Self { trusted: Some(Ok(Arc::new(trusted))), http1: None, http2: None }
    }

    /// Both configurations keep the tickets of servers, which makes later connections cheaper.
    pub(super) fn config(&mut self, protocol: Protocol) -> Result<Arc<ClientConfig>, Failure> {
        let config = match protocol {
            Protocol::Http1 => &mut self.http1,
            Protocol::Http2 => &mut self.http2,
        };
        if let Some(config) = config {
            return Ok(Arc::clone(config));
        }
        let trusted = self.trusted.get_or_insert_with(trusted_by_the_system).clone();
        let new = new_config(trusted.map_err(Failure::Tls)?, protocol)?;
        Ok(Arc::clone(config.insert(Arc::new(new))))
    }
}

pub(super) async fn handshake(
    config: Arc<ClientConfig>,
    host: &Host<String>,
    protocol: Protocol,
    stream: TcpStream,
) -> Result<Stream, Failure> {
    let stream = TlsConnector::from(config).connect(server_name(host)?, stream).await;
    let stream = stream.map_err(|error| failures::of_handshake(&error, protocol))?;
    let agreed = stream.get_ref().1.alpn_protocol();
    let is_spoken = match protocol {
        // A server that knows no ALPN speaks HTTP/1.
        Protocol::Http1 => agreed.is_none_or(|agreed| agreed == alpn(protocol)),
        Protocol::Http2 => agreed == Some(alpn(protocol)),
    };
    if is_spoken { Ok(Stream::encrypted(stream)) } else { Err(Failure::NotSpoken(protocol)) }
}

fn new_config(trusted: Arc<RootCertStore>, protocol: Protocol) -> Result<ClientConfig, Failure> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| failures::of_tls(&error, protocol))?;
    let mut config = config.with_root_certificates(trusted).with_no_client_auth();
    config.alpn_protocols = vec![alpn(protocol).to_vec()];
    Ok(config)
}

const fn alpn(protocol: Protocol) -> &'static [u8] {
    match protocol {
        Protocol::Http1 => b"http/1.1",
        Protocol::Http2 => b"h2",
    }
}

fn server_name(host: &Host<String>) -> Result<ServerName<'static>, Failure> {
    Ok(match host {
        Host::Ipv4(ip) => ServerName::from(*ip),
        Host::Ipv6(ip) => ServerName::from(*ip),
        Host::Domain(name) => ServerName::try_from(name.clone()).map_err(|_| {
            Failure::Tls("no certificate can be valid for the host of the URL".to_owned())
        })?,
    })
}

/// The certificates of the system, or of the file that `SSL_CERT_FILE` names.
fn trusted_by_the_system() -> Result<Arc<RootCertStore>, String> {
    let found = load_native_certs();
    let mut trusted = RootCertStore::empty();
    trusted.add_parsable_certificates(found.certs);
    if !trusted.is_empty() {
        return Ok(Arc::new(trusted));
    }
    let reason = found.errors.first().map_or_else(String::new, |error| format!(" ({error})"));
    Err(format!(
        "no certificates of authorities found{reason}; install those of your system, or name a file in `SSL_CERT_FILE`"
    ))
}
