//! Hosts, names and addresses.

use std::iter;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::channel;
use std::time::Duration;

use http::StatusCode;
use tokio::net::TcpSocket;

use super::server::{answer, finish, read_head, refusing, send, serve_at};
use super::{BRIEF, client, get, get_http1, impatient, text_of};
use crate::audit::client::connect::to_any;
use crate::audit::{Failure, Protocol};

const EMPTY: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn a_name_with_several_addresses() {
    // `localhost` is often `::1` first, where this server does not listen.
    let server = answer(EMPTY);
    let url = format!("http://localhost:{}/", server.port());
    assert_eq!(client().send(&get(Protocol::Http1, &url)).unwrap().status, StatusCode::OK);
}

#[test]
fn the_first_address_refuses() {
    let server = answer(EMPTY);
    let stream = block_on(to_any(&[refusing(), refusing(), server])).unwrap();
    assert_eq!(stream.peer_addr().unwrap(), server);
}

#[test]
fn the_first_address_does_not_answer() {
    let server = answer(EMPTY);
    let silent = Silent::new();
    let stream = block_on(to_any(&[silent.address, server])).unwrap();
    assert_eq!(stream.peer_addr().unwrap(), server);
}

#[test]
fn every_address_refuses() {
    let (one, other) = (refusing(), refusing());
    let failure = block_on(to_any(&[one, other])).unwrap_err();
    let Failure::NoConnection(reason) = failure else { panic!("{failure}") };
    assert!(reason.contains(&one.to_string()) && reason.contains(&other.to_string()), "{reason}");
    assert!(matches!(client().send(&get_http1(one)), Err(Failure::NoConnection(_))));
}

#[test]
fn a_literal_of_ipv6() {
    if TcpListener::bind("[::1]:0").is_err() {
        // This machine has no IPv6.
        return;
    }
    let (seen, heads) = channel();
    let server = serve_at("[::1]:0", move |mut stream| {
        seen.send(read_head(&mut stream)).unwrap();
        send(&mut stream, EMPTY);
        finish(&stream);
    });
    assert_eq!(client().send(&get_http1(server)).unwrap().status, StatusCode::OK);
    let head = String::from_utf8(heads.recv().unwrap()).unwrap();
    assert!(head.contains(&format!("Host: [::1]:{}\r\n", server.port())), "{head}");
}

#[test]
fn a_name_without_an_address() {
    // No name server may answer for `.invalid`: <https://www.rfc-editor.org/rfc/rfc6761#section-6.4>.
    let result = client().send(&get(Protocol::Http1, "http://host.invalid/"));
    assert!(matches!(result, Err(Failure::NoAddress(_))), "{result:?}");
    text_of(result);
}

#[test]
fn an_address_that_does_not_answer_costs_the_time_of_one_request() {
    let silent = Silent::new();
    let result = impatient().send(&get_http1(silent.address));
    assert_eq!(result.unwrap_err(), Failure::TimedOut(BRIEF));
}

/// An address at which connections are neither accepted nor refused, because too many wait already.
struct Silent {
    address: SocketAddr,
    _listener: TcpListener,
    _waiting: Vec<TcpStream>,
}

impl Silent {
    fn new() -> Self {
        let listener = block_on(async {
            let socket = TcpSocket::new_v4().unwrap();
            socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
            socket.listen(0).unwrap().into_std().unwrap()
        });
        let address = listener.local_addr().unwrap();
        let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(100));
        let waiting = iter::from_fn(|| connect().ok()).collect();
        Self { address, _listener: listener, _waiting: waiting }
    }
}
