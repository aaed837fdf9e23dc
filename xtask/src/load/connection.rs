//! One HTTP/1.1 connection that is kept open.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    body: Vec<u8>,
}

impl Connection {
    pub(super) fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        Ok(Self { stream: BufReader::new(stream), body: Vec::new() })
    }

    /// Sends a request, and reads the response: the status, and all CORS headers and lines of `Vary`, sorted.
    pub(super) fn ask(&mut self, request: &str) -> io::Result<Vec<String>> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let start = self.line()?;
        let status = start.split(' ').nth(1).unwrap_or_default().to_owned();
        let (mut lines, mut length) = (Vec::new(), 0);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else {
                break;
            };
            let name = name.to_ascii_lowercase();
            if name == "content-length" {
                length = value.parse().map_err(io::Error::other)?;
            } else if name == "vary" || name.starts_with("access-control-") {
                lines.push(format!("{name}: {value}"));
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        lines.sort();
        lines.insert(0, status);
        Ok(lines)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}
