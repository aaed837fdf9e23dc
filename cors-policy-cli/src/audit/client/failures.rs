//! What an error of a library means.
//!
//! No text here may contain bytes of the server. So the texts come from the codes in the errors: certain errors of TLS
//! name the hosts in a certificate, and certain errors of HTTP/2 the data of a frame.

use std::error::Error;
use std::io;

use tokio_rustls::rustls::{AlertDescription, CertificateError, Error as TlsError, PeerMisbehaved};

use super::stream::Beginning;
use super::{Failure, Protocol};

pub(super) fn of_handshake(error: &io::Error, protocol: Protocol) -> Failure {
    match in_chain::<TlsError>(error) {
        Some(error) => of_tls(error, protocol),
        None => Failure::Closed,
    }
}

pub(super) fn of_tls(error: &TlsError, protocol: Protocol) -> Failure {
    Failure::Tls(match error {
        TlsError::AlertReceived(AlertDescription::NoApplicationProtocol)
        | TlsError::NoApplicationProtocol
        | TlsError::PeerMisbehaved(PeerMisbehaved::SelectedUnofferedApplicationProtocol) => {
            return Failure::NotSpoken(protocol);
        }
        TlsError::InvalidMessage(_) => "what the server sends is not TLS".to_owned(),
        TlsError::InvalidCertificate(error) => of_certificate(error).to_owned(),
        // These errors contain only constants and numbers.
        TlsError::AlertReceived(_)
        | TlsError::DecryptError
        | TlsError::InappropriateHandshakeMessage { .. }
        | TlsError::InappropriateMessage { .. }
        | TlsError::NoCertificatesPresented
        | TlsError::PeerMisbehaved(_)
        | TlsError::PeerSentOversizedRecord => error.to_string(),
        TlsError::PeerIncompatible(_) => {
            "the server and this client have no version or cipher of TLS in common".to_owned()
        }
        _ => "the handshake failed".to_owned(),
    })
}

fn of_certificate(error: &CertificateError) -> &'static str {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "the certificate has expired"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the certificate is not valid yet"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the certificate is not for this host"
        }
        CertificateError::UnknownIssuer => {
            "no authority that this system trusts has signed the certificate"
        }
        CertificateError::Revoked => "the certificate is revoked",
        CertificateError::BadEncoding => "the certificate cannot be read",
        CertificateError::BadSignature => "the signature of the certificate is wrong",
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            "the certificate is not for servers"
        }
        _ => "the certificate is not valid",
    }
}

/// Why hyper has no response.
pub(super) fn of_http1(error: &hyper::Error, beginning: &Beginning) -> Failure {
    if beginning.is_http2() {
        return Failure::NotSpoken(Protocol::Http1);
    }
    // If the connection fails before hyper sends the request, the reason is inside the error.
    let error = error.source().and_then(in_chain::<hyper::Error>).unwrap_or(error);
    if error.is_parse_too_large() {
        return Failure::HeadTooLong;
    }
    if error.is_parse() {
        return Failure::NotHttp(error.to_string());
    }
    in_chain(error).map_or(Failure::Closed, |error| of_tls(error, Protocol::Http1))
}

/// Why h2 has no response.
pub(super) fn of_http2(error: &h2::Error, beginning: &Beginning, is_secure: bool) -> Failure {
    let not_spoken = Failure::NotSpoken(Protocol::Http2);
    if beginning.is_http1() || error.reason() == Some(h2::Reason::HTTP_1_1_REQUIRED) {
        return not_spoken;
    }
    if let Some(error) = error.get_io() {
        return match in_chain(error) {
            Some(error) => of_tls(error, Protocol::Http2),
            // A server that speaks HTTP/2 sends its settings first. Some others close the connection without a word.
            None if beginning.is_empty() && !is_secure => not_spoken,
            None => Failure::Closed,
        };
    }
    match error.reason() {
        Some(h2::Reason::ENHANCE_YOUR_CALM) if error.is_library() => Failure::HeadTooLong,
        Some(h2::Reason::PROTOCOL_ERROR) if error.is_library() && error.is_reset() => {
            let reason = "HTTP/2: it breaks a rule, or its headers are much too long";
            Failure::NotHttp(reason.to_owned())
        }
        Some(reason) if error.is_library() => {
            Failure::NotHttp(format!("HTTP/2: {}", reason.description()))
        }
        Some(_) => Failure::Closed,
        None => Failure::NoConnection(format!("the request is not possible in HTTP/2: {error}")),
    }
}

/// The error of this type, which may be inside others.
fn in_chain<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // An `io::Error` shows what it contains only here: its source is the source of that.
        let inside = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = inside.map(|inside| inside as _).or_else(|| error.source());
    }
    None
}
