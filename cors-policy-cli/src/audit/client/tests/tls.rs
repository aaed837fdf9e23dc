//! Servers with TLS, and servers that only pretend to have it.

use std::io::Read;
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;
use std::{env, fs};

use http::StatusCode;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{
    RootCertStore, ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion,
};

use super::certificate::{Authority, Claims, Identity, pem};
use super::server::{answer, read_head, send, send_without_end, serve, serve_at, wait_for_the_end};
use super::{BRIEF, PATIENCE, client, get, limits, text_of};
use crate::audit::client::Client;
use crate::audit::client::tls::Tls;
use crate::audit::{Failure, Protocol, Request, Response};

const EMPTY: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

/// A client that trusts this authority.
fn client_of(authority: &Authority, limit: Duration) -> Client {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(authority.certificate.clone())).unwrap();
    Client::with(&limits(limit), Tls::trusting(roots)).unwrap()
}

/// A server with this certificate, and with these versions of TLS and of HTTP.
fn config(
    identity: Identity,
    versions: &[&'static SupportedProtocolVersion],
    alpn: &[&str],
) -> ServerConfig {
    let key = PrivateKeyDer::Pkcs8(identity.key.into());
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(identity.certificate)], key)
        .unwrap();
    config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
    config
}

type Encrypted = StreamOwned<ServerConnection, TcpStream>;

fn serve_tls(
    at: &str,
    config: ServerConfig,
    respond: impl Fn(&mut Encrypted) + Clone + Send + 'static,
) -> SocketAddr {
    let config = Arc::new(config);
    serve_at(at, move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        respond(&mut StreamOwned::new(connection, stream));
    })
}

fn respond(stream: &mut Encrypted) {
    read_head(stream);
    send(stream, EMPTY);
    stream.conn.send_close_notify();
    send(stream, b"");
    wait_for_the_end(stream);
}

const BOTH: &[&SupportedProtocolVersion] = tokio_rustls::rustls::ALL_VERSIONS;

fn get_https(protocol: Protocol, server: SocketAddr) -> Request {
    get(protocol, &format!("https://localhost:{}/", server.port()))
}

/// What a client that trusts this authority gets from a server with this certificate.
fn ask(authority: &Authority, identity: Identity) -> Result<Response, Failure> {
    let server = serve_tls("127.0.0.1:0", config(identity, BOTH, &["http/1.1"]), respond);
    client_of(authority, PATIENCE).send(&get_https(Protocol::Http1, server))
}

#[test]
fn every_version_of_tls_that_is_safe() {
    for version in BOTH {
        let authority = Authority::new("one authority");
        let config = config(authority.sign(Claims::of("localhost")), &[version], &[]);
        let server = serve_tls("127.0.0.1:0", config, respond);
        let mut client = client_of(&authority, PATIENCE);
        // The second connection continues the session of the first.
        for _ in 0..2 {
            let response = client.send(&get_https(Protocol::Http1, server)).unwrap();
            assert_eq!(response.status, StatusCode::OK);
        }
    }
}

#[test]
fn addresses_instead_of_names() {
    for ip in ["127.0.0.1", "::1"] {
        if std::net::TcpListener::bind((ip, 0)).is_err() {
            // This machine has no IPv6.
            continue;
        }
        let at = if ip == "::1" { "[::1]:0" } else { "127.0.0.1:0" };
        for (name, is_right) in [(ip, true), ("localhost", false)] {
            let authority = Authority::new("one authority");
            let config = config(authority.sign(Claims::of(name)), BOTH, &["http/1.1"]);
            let server = serve_tls(at, config, respond);
            let request = get(Protocol::Http1, &format!("https://{server}/"));
            let result = client_of(&authority, PATIENCE).send(&request);
            assert_eq!(result.is_ok(), is_right, "{ip} {name}: {result:?}");
        }
    }
}

#[test]
fn certificates_that_are_not_valid() {
    let authority = Authority::new("one authority");
    let local = Claims::of("localhost");
    let expired = Claims { years: [2010, 2020], ..local };
    let future = Claims { years: [4000, 5000], ..local };
    let for_clients = Claims { is_for_clients_only: true, ..local };
    let of_authority = Claims { is_authority: true, ..local };
    let text = |identity| {
        let result = ask(&authority, identity);
        assert!(matches!(result, Err(Failure::Tls(_))), "{result:?}");
        text_of(result)
    };
    for (identity, expected) in [
        (authority.sign(expired), "the certificate has expired"),
        (authority.sign(future), "the certificate is not valid yet"),
        (authority.sign(Claims::of("evil.example")), "the certificate is not for this host"),
        (authority.sign(Claims::of("*.localhost")), "the certificate is not for this host"),
        (authority.sign(for_clients), "the certificate is not for servers"),
        (authority.sign(of_authority), "the certificate is not valid"),
        (
            Authority::new("another").sign(Claims::of("localhost")),
            "no authority that this system trusts has signed the certificate",
        ),
        (
            Identity::signed_by_itself(Claims::of("localhost")),
            "no authority that this system trusts has signed the certificate",
        ),
    ] {
        assert_eq!(text(identity), format!("no TLS connection: {expected}"));
    }
}

#[test]
fn the_server_chooses_another_protocol() {
    let authority = Authority::new("one authority");
    for (offered, asked, is_spoken) in [
        (&["h2"][..], Protocol::Http1, false),
        (&["http/1.1"], Protocol::Http2, false),
        (&["spdy/1"], Protocol::Http1, false),
        (&[], Protocol::Http1, true),
        (&[], Protocol::Http2, false),
        (&["h2", "http/1.1"], Protocol::Http1, true),
    ] {
        let config = config(authority.sign(Claims::of("localhost")), BOTH, offered);
        let server = serve_tls("127.0.0.1:0", config, respond);
        let result = client_of(&authority, PATIENCE).send(&get_https(asked, server));
        if is_spoken {
            result.unwrap();
        } else {
            assert_eq!(result.unwrap_err(), Failure::NotSpoken(asked), "{offered:?}");
        }
    }
}

#[test]
fn what_is_not_tls() {
    let trusted = || client_of(&Authority::new("one authority"), PATIENCE);
    for garbage in [&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], b"\x1b[2J\x1b[2J", b"220 mail\r\n"] {
        let server = serve(move |mut stream| {
            send(&mut stream, garbage);
            wait_for_the_end(&mut stream);
        });
        for protocol in [Protocol::Http1, Protocol::Http2] {
            let failure = trusted().send(&get_https(protocol, server)).unwrap_err();
            assert_eq!(failure, Failure::Tls("what the server sends is not TLS".to_owned()));
        }
    }
    for (bytes, expected) in [
        // A fatal alert: the handshake failed.
        (&b"\x15\x03\x03\x00\x02\x02\x28"[..], "alert"),
        // A part of a record, and records that make no sense.
        (b"\x16\x03\x03\x00\x04\x02\x00\x00\x00", "not TLS"),
        (b"\x17\x03\x03\x00\x04oops", ""),
    ] {
        let server = serve(move |mut stream| {
            send(&mut stream, bytes);
            wait_for_the_end(&mut stream);
        });
        let result = trusted().send(&get_https(Protocol::Http1, server));
        assert!(matches!(result, Err(Failure::Tls(_))), "{bytes:?}: {result:?}");
        let text = text_of(result);
        assert!(text.contains(expected), "{bytes:?}: {text}");
    }
    let closes = serve(|mut stream| {
        let _ = stream.read(&mut [0; 100]);
    });
    assert_eq!(trusted().send(&get_https(Protocol::Http1, closes)).unwrap_err(), Failure::Closed);
}

#[test]
fn a_version_of_tls_that_is_not_safe() {
    // A `ServerHello` of TLS 1.1, without extensions.
    let hello = [&b"\x02\0\0\x26\x03\x02"[..], &[7; 32], b"\0\xc0\x13\0"].concat();
    let record = [&b"\x16\x03\x02\0\x2a"[..], &hello].concat();
    let server = serve(move |mut stream| {
        send(&mut stream, &record);
        wait_for_the_end(&mut stream);
    });
    let mut client = client_of(&Authority::new("one authority"), PATIENCE);
    let text = text_of(client.send(&get_https(Protocol::Http1, server)));
    assert!(text.contains("no version or cipher of TLS in common"), "{text}");
}

#[test]
fn a_server_of_http2_that_closes_the_connection_at_once() {
    let authority = Authority::new("one authority");
    let config = config(authority.sign(Claims::of("localhost")), BOTH, &["h2"]);
    let server = serve_tls("127.0.0.1:0", config, |stream| {
        let _ = stream.read(&mut [0; 24]);
        stream.conn.send_close_notify();
        send(stream, b"");
    });
    let result = client_of(&authority, PATIENCE).send(&get_https(Protocol::Http2, server));
    assert_eq!(result.unwrap_err(), Failure::Closed);
}

#[test]
fn garbage_after_the_handshake() {
    let authority = Authority::new("one authority");
    let config = config(authority.sign(Claims::of("localhost")), BOTH, &[]);
    let server = serve_tls("127.0.0.1:0", config, |stream| {
        read_head(stream);
        send(&mut stream.sock, b"\x17\x03\x03\x00\x20this is not an encrypted message");
        wait_for_the_end(stream);
    });
    let result = client_of(&authority, PATIENCE).send(&get_https(Protocol::Http1, server));
    assert!(matches!(result, Err(Failure::Tls(_))), "{result:?}");
    text_of(result);
}

#[test]
fn a_handshake_that_does_not_end() {
    let silent = serve(|mut stream| wait_for_the_end(&mut stream));
    // Empty handshake records, or warnings, without an end.
    let busy = serve(|mut stream| send_without_end(&mut stream, b"\x15\x03\x03\x00\x02\x01\x5a"));
    for server in [silent, busy] {
        let mut client = client_of(&Authority::new("one authority"), BRIEF);
        let failure = client.send(&get_https(Protocol::Http1, server)).unwrap_err();
        assert!(matches!(failure, Failure::TimedOut(_) | Failure::Tls(_)), "{failure}");
    }
}

#[test]
fn a_body_without_a_proper_end_is_kept() {
    let authority = Authority::new("one authority");
    let config = config(authority.sign(Claims::of("localhost")), BOTH, &[]);
    let server = serve_tls("127.0.0.1:0", config, |stream| {
        read_head(stream);
        send(stream, b"HTTP/1.1 200 OK\r\n\r\npart");
    });
    let response =
        client_of(&authority, PATIENCE).send(&get_https(Protocol::Http1, server)).unwrap();
    assert_eq!(response.body, b"part");
}

#[test]
fn a_name_that_no_certificate_can_have() {
    let result = client_of(&Authority::new("one authority"), PATIENCE)
        .send(&get(Protocol::Http1, &format!("https://{}/", "a".repeat(70))));
    assert!(matches!(result, Err(Failure::Tls(_) | Failure::NoAddress(_))), "{result:?}");
}

/// The certificates of the system come from `SSL_CERT_FILE`, which is different in each of these processes.
#[test]
fn certificates_of_the_system() {
    let authority = Authority::new("one authority");
    let config = config(authority.sign(Claims::of("localhost")), BOTH, &["http/1.1"]);
    let server = serve_tls("127.0.0.1:0", config, respond);
    let folder = env::temp_dir().join(format!("cors-policy-client-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (right, empty) = (folder.join("right.pem"), folder.join("empty.pem"));
    fs::write(&right, pem(&authority.certificate)).unwrap();
    fs::write(&empty, "").unwrap();
    let missing = folder.join("missing.pem");
    for (file, expected) in [(right, "200"), (empty, "SSL_CERT_FILE"), (missing, "missing.pem")] {
        let output = Command::new(env::current_exe().unwrap())
            .args(["--exact", "--nocapture", "audit::client::tests::tls::in_a_process_of_its_own"])
            .env_remove("SSL_CERT_DIR")
            .env("SSL_CERT_FILE", file)
            .env(PORT, server.port().to_string())
            // The client ignores them.
            .envs(["http_proxy", "https_proxy", "ALL_PROXY"].map(|name| (name, "http://[::1]:1")))
            .output()
            .unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        assert!(output.contains("1 passed") && output.contains(expected), "{expected}: {output}");
    }
    fs::remove_dir_all(folder).unwrap();
}

/// `certificates_of_the_system` starts it with a port. Otherwise it has nothing to test.
#[test]
fn in_a_process_of_its_own() {
    let Ok(port) = env::var(PORT) else { return };
    let plain = client().send(&get(Protocol::Http1, &format!("http://{}/", answer(EMPTY))));
    assert!(plain.is_ok(), "a request without TLS needs no certificates");
    match client().send(&get(Protocol::Http1, &format!("https://localhost:{port}/"))) {
        Ok(response) => println!("{}", response.status),
        Err(failure) => println!("{failure}"),
    }
}

const PORT: &str = "CORS_POLICY_TEST_PORT";
