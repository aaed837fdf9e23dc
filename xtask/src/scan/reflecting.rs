//! A server that does what no policy can: it lets every origin read, with credentials. A scanner that says nothing about
//! it sees nothing.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Starts the server, which ends with this program, and tells where it listens.
pub(crate) fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A scanner that hangs up has no report, and that is told elsewhere.
            let _ = answer(stream);
        }
    });
    Ok(address)
}

fn answer(stream: TcpStream) -> io::Result<()> {
    let mut origin = String::new();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("origin")
        {
            value.trim().clone_into(&mut origin);
        }
        line.clear();
    }
    write!(
        reader.into_inner(),
        "HTTP/1.1 200 OK\r\naccess-control-allow-origin: {origin}\r\naccess-control-allow-credentials: true\r\n\
         content-length: 0\r\nconnection: close\r\n\r\n"
    )
}
