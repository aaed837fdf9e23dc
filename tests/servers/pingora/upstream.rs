//! A service behind the proxy, which remembers what it was asked.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the upstream answers at the path with this name: a status and header lines.
pub(crate) const ANSWERS: &[(&str, u16, &[&str])] = &[
    ("plain", 200, &["Content-Type: text/plain"]),
    (
        "with-cors",
        200,
        &[
            "Access-Control-Allow-Origin: *",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Expose-Headers: X-Secret",
            "access-control-allow-methods: GET",
            "X-Total: 7",
        ],
    ),
    (
        "with-cors-twice",
        200,
        &["Access-Control-Allow-Origin: https://a.example", "Access-Control-Allow-Origin: *"],
    ),
    ("varying", 200, &["Vary: Accept", "vary: Accept-Encoding", "VARY: Cookie", "Etag: \"7\""]),
    ("varying-by-origin", 200, &["Vary: Accept, origin"]),
    ("varying-by-all", 200, &["Vary: *"]),
    ("empty", 204, &["Access-Control-Allow-Origin: *"]),
    ("unchanged", 304, &["Vary: Accept", "Etag: \"7\""]),
    ("redirect", 308, &["Location: /plain", "Access-Control-Allow-Origin: *"]),
    ("error", 500, &["Access-Control-Allow-Origin: *", "Vary: Accept"]),
    ("missing", 404, &["X-Trace: 7"]),
    ("unauthorised", 401, &["WWW-Authenticate: Bearer", "Set-Cookie: a=1", "Set-Cookie: b=2"]),
];

/// A running upstream.
pub(crate) struct Upstream {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Upstream {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // If this fails, the proxy answers with an error, and a test fails.
                let _ = answer(stream, &all);
            }
        });
        Self { address, seen }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The first line of each request since the last call.
    pub(crate) fn take_seen(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().expect("no panic"))
    }
}

fn answer(mut stream: TcpStream, seen: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut lines = BufReader::new(&stream).lines();
    let start = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = start.split(' ').nth(1).unwrap_or_default().trim_start_matches('/').to_owned();
    seen.lock().expect("no panic").push(start);
    let Some((_, status, headers)) = ANSWERS.iter().find(|(name, ..)| *name == path) else {
        // It breaks off.
        return Ok(());
    };
    let status = format!("HTTP/1.1 {status} Answer");
    let length: &[_] = if status.contains(" 204 ") { &[] } else { &["Content-Length: 0"] };
    let fixed = ["Connection: close", "", ""];
    let head = [&[status.as_str()], *headers, length, &fixed].concat().join("\r\n");
    stream.write_all(head.as_bytes())
}
