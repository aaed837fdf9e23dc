//! Servers that say what a test tells them to.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// A server that handles each connection in a thread.
pub(super) fn serve(handle: impl Fn(TcpStream) + Clone + Send + 'static) -> SocketAddr {
    serve_at("127.0.0.1:0", handle)
}

pub(super) fn serve_at(
    address: &str,
    handle: impl Fn(TcpStream) + Clone + Send + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind(address).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let handle = handle.clone();
            stream.set_nodelay(true).unwrap();
            thread::spawn(move || handle(stream));
        }
    });
    address
}

/// A server that reads the head of a request, sends these bytes, and closes the connection.
pub(super) fn answer(response: impl Into<Vec<u8>>) -> SocketAddr {
    let response = response.into();
    serve(move |mut stream| {
        read_head(&mut stream);
        send(&mut stream, &response);
        finish(&stream);
    })
}

/// The same, and the heads of the requests.
pub(super) fn answer_and_show(response: &'static [u8]) -> (SocketAddr, Receiver<Vec<u8>>) {
    let (seen, heads) = channel();
    let server = serve(move |mut stream| {
        seen.send(read_head(&mut stream)).unwrap();
        send(&mut stream, response);
        finish(&stream);
    });
    (server, heads)
}

/// Reads until an empty line, or until the client closes the connection.
pub(super) fn read_head(stream: &mut impl Read) -> Vec<u8> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count > 0) {
        head.push(byte[0]);
    }
    head
}

/// Sends bytes. Whether the client still reads does not matter.
pub(super) fn send(stream: &mut impl Write, bytes: &[u8]) {
    let _ = stream.write_all(bytes).and_then(|()| stream.flush());
}

/// Sends the same bytes until the client closes the connection.
pub(super) fn send_without_end(stream: &mut impl Write, bytes: &[u8]) {
    while stream.write_all(bytes).is_ok() {}
}

/// Closes the connection in an orderly way: nothing that was sent is lost.
pub(super) fn finish(mut stream: &TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    wait_for_the_end(&mut stream);
}

/// Keeps the connection open until the client closes it.
pub(super) fn wait_for_the_end(stream: &mut impl Read) {
    let mut ignored = [0; 4096];
    while stream.read(&mut ignored).is_ok_and(|count| count > 0) {}
}

/// An address that refuses connections.
pub(super) fn refusing() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}
