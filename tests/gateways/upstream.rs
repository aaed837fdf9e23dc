//! The service behind a gateway: it plays the handler of a scenario, or answers a random request.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use crate::scenario::{self, CALLED};
use crate::table;
use crate::wire;

/// A service that listens until the tests end.
pub(crate) struct Upstream {
    pub(crate) address: SocketAddr,
}

/// The lines of the answers, by path.
type Answers = HashMap<String, Vec<String>>;

impl Upstream {
    /// Starts a service with the handlers of all scenarios.
    pub(crate) fn of_scenarios() -> Self {
        let answers = table::all().into_iter().map(|scenario| {
            let lines = scenario.handler.iter().map(|&line| line.to_owned());
            let lines = lines.collect::<Vec<_>>();
            // A handler that must not be called says so by `CALLED`.
            let lines = if lines.is_empty() { vec!["200".to_owned()] } else { lines };
            (wire::path(&scenario), lines)
        });
        Self::start(answers.collect())
    }

    /// Starts a service with these answers. The first line of each is the status.
    pub(crate) fn start(answers: Answers) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let answers = Arc::new(answers);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let answers = Arc::clone(&answers);
                // A gateway may close the connection at any time.
                thread::spawn(move || serve(&stream, &answers).ok());
            }
        });
        Self { address }
    }
}

/// Answers one request, and closes the connection.
fn serve(stream: &TcpStream, answers: &Answers) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut start = String::new();
    reader.read_line(&mut start)?;
    let mut length = 0;
    loop {
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line)?;
        let line = String::from_utf8_lossy(&line).to_lowercase();
        match line.trim_end() {
            "" => break,
            line => {
                if let Some(value) = line.strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap_or(0);
                }
            }
        }
    }
    reader.take(length).read_to_end(&mut Vec::new())?;
    let path = start.split(' ').nth(1).unwrap_or_default();
    let lost = vec!["404".to_owned()];
    let lines = answers.get(path).unwrap_or(&lost);
    let start = format!("HTTP/1.1 {} Status", lines[0]);
    let called = format!("{CALLED}: yes");
    let mut head = vec![start.as_str(), &called, "Connection: close"];
    head.extend(lines[1..].iter().map(String::as_str));
    // These statuses have no body: RFC 9110, section 6.4.1.
    if !matches!(lines[0].as_str(), "204" | "304") {
        head.push("Content-Length: 0");
    }
    head.extend(["", ""]);
    (&*stream).write_all(&scenario::bytes(&head.join("\r\n")))
}
