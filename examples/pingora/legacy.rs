//! The upstream of the example. It sets CORS headers itself, as many services do, and the proxy must replace them.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

/// Starts the service on a free port.
pub(crate) fn start() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // If this fails, the proxy gets an error.
            let _ = answer(stream);
        }
    });
    Ok(address)
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(&stream).lines();
    let start = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let head = match start.split(' ').nth(1) {
        Some("/users") => USERS,
        Some("/old") => OLD,
        // It breaks off.
        Some("/broken") => return Ok(()),
        _ => MISSING,
    };
    stream.write_all(head.trim_start().replace('\n', "\r\n").as_bytes())
}

const USERS: &str = "
HTTP/1.1 200 OK
Content-Length: 3
X-Total: 1
Access-Control-Allow-Origin: *
Vary: Accept
Vary: Accept-Encoding
Connection: close

ada";

const OLD: &str = "
HTTP/1.1 308 Permanent Redirect
Location: /users
Content-Length: 0
Connection: close

";

const MISSING: &str = "
HTTP/1.1 404 Not Found
Content-Length: 0
Access-Control-Allow-Origin: https://somebody.example
Access-Control-Allow-Credentials: true
Connection: close

";
