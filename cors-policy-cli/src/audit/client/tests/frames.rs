//! A server of HTTP/2 that can break every rule, because it writes the frames itself.
//!
//! See <https://www.rfc-editor.org/rfc/rfc9113#section-6> and <https://www.rfc-editor.org/rfc/rfc7541>.

use std::io::Read;
use std::net::{SocketAddr, TcpStream};

use super::server;

pub(super) const DATA: u8 = 0;
pub(super) const HEADERS: u8 = 1;
pub(super) const RST_STREAM: u8 = 3;
pub(super) const SETTINGS: u8 = 4;
pub(super) const PUSH_PROMISE: u8 = 5;
pub(super) const PING: u8 = 6;
pub(super) const GOAWAY: u8 = 7;
pub(super) const WINDOW_UPDATE: u8 = 8;
pub(super) const CONTINUATION: u8 = 9;

pub(super) const NO_FLAGS: u8 = 0;
pub(super) const END_STREAM: u8 = 1;
pub(super) const END_HEADERS: u8 = 4;
pub(super) const END: u8 = END_STREAM | END_HEADERS;

/// Handles each connection when the settings and the first request have been exchanged.
pub(super) fn serve(handle: impl Fn(&mut TcpStream) + Clone + Send + 'static) -> SocketAddr {
    server::serve(move |mut stream| {
        let mut preface = [0; 24];
        if stream.read_exact(&mut preface).is_ok() {
            server::send(&mut stream, &frame(SETTINGS, NO_FLAGS, 0, b""));
            wait_for_request(&mut stream);
            handle(&mut stream);
        }
    })
}

/// Sends these bytes, and closes the connection in an orderly way.
pub(super) fn answer(bytes: impl Into<Vec<u8>>) -> SocketAddr {
    let bytes = bytes.into();
    serve(move |stream| {
        server::send(stream, &bytes);
        server::finish(stream);
    })
}

/// Reads frames until the headers of a request. Returns whether they came.
pub(super) fn wait_for_request(stream: &mut impl Read) -> bool {
    let mut head = [0; 9];
    while stream.read_exact(&mut head).is_ok() {
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let mut payload = vec![0; usize::try_from(length).unwrap()];
        if stream.read_exact(&mut payload).is_err() {
            return false;
        }
        if head[3] == HEADERS {
            return true;
        }
    }
    false
}

pub(super) fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = vec![length[1], length[2], length[3], kind, flags];
    frame.extend_from_slice(&stream.to_be_bytes());
    frame.extend_from_slice(payload);
    frame
}

/// A block of headers in frames that are not too long. The stream continues after them.
pub(super) fn headers(stream: u32, block: &[u8]) -> Vec<u8> {
    let mut parts = block.chunks(16_384).peekable();
    let mut frames = Vec::new();
    let mut kind = HEADERS;
    while let Some(part) = parts.next() {
        let flags = if parts.peek().is_none() { END_HEADERS } else { NO_FLAGS };
        frames.extend(frame(kind, flags, stream, part));
        kind = CONTINUATION;
    }
    frames
}

/// A header, or a pseudo-header, that is not added to the table of the connection.
pub(super) fn literal(name: &[u8], value: &[u8]) -> Vec<u8> {
    [&[0][..], &text(name), &text(value)].concat()
}

/// A header that is added to the table of the connection. As the last one there, it is `REPEATED`.
pub(super) fn remembered(name: &[u8], value: &[u8]) -> Vec<u8> {
    [&[0x40][..], &text(name), &text(value)].concat()
}

pub(super) const REPEATED: u8 = 0xbe;

/// `:status: 200`
pub(super) const STATUS_200: u8 = 0x88;

/// A length of 7 bits or more, and the text without compression.
fn text(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if text.len() < 127 {
        bytes.push(u8::try_from(text.len()).unwrap());
    } else {
        bytes.push(127);
        let mut rest = text.len() - 127;
        while rest >= 128 {
            bytes.push(u8::try_from(rest % 128).unwrap() | 128);
            rest /= 128;
        }
        bytes.push(u8::try_from(rest).unwrap());
    }
    bytes.extend_from_slice(text);
    bytes
}
