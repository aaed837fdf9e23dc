//! A server with a misconfiguration that no policy can have: it lets every origin read, with credentials. If the
//! scanner does not report it, the scanner does not work.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Starts the server, which runs until this program ends, and returns its address.
pub(crate) fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // If the scanner disconnects, it writes no report, and that is reported elsewhere.
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
