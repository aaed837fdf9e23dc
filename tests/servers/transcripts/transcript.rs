//! curl commands and the answers below them: in the header of an example, or in a chapter of the guide.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// One command, as the bytes that it sends and the bytes of the answer without its `date`.
pub(crate) struct Exchange {
    pub(crate) command: String,
    pub(crate) request: String,
    pub(crate) answer: String,
}

/// Reads all commands in these lines.
pub(crate) fn exchanges(lines: &[&str]) -> Vec<Exchange> {
    lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            let command = line.strip_prefix("$ curl ")?;
            let request = request_of(&words_of(command));
            Some(Exchange {
                command: command.to_owned(),
                request,
                answer: answer_in(&lines[index + 1..]),
            })
        })
        .collect()
}

/// Sends a request on a connection of its own. The answer is without `date` and without the headers about closing.
pub(crate) fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    stream.write_all(request.as_bytes()).expect("the server reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the server answers in text");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let is_shown = |line: &&str| !line.starts_with("date: ") && *line != "connection: close";
    let head = head.split("\r\n").filter(is_shown).map(|line| format!("{line}\r\n"));
    format!("{}\r\n{body}", head.collect::<String>())
}

/// The status line, the lines of the head in sorted order, and the rest. The lines are sorted because servers send them
/// in different orders.
pub(crate) fn sorted(answer: &str) -> String {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let mut lines = head.split("\r\n").collect::<Vec<_>>();
    lines[1..].sort_unstable();
    format!("{}\r\n\r\n{body}", lines.join("\r\n"))
}

/// The request that curl sends, without the headers that curl adds by itself. With `-d`, `-X` is required here.
fn request_of(words: &[String]) -> String {
    let (mut method, mut host, mut target) = ("GET", "", "");
    let (mut headers, mut body) = (Vec::new(), "");
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-i" => {}
            "-I" => method = "HEAD",
            "-X" => method = words.next().expect("a method follows `-X`"),
            "-d" => body = words.next().expect("a body follows `-d`"),
            "-H" => headers.push(words.next().expect("a header follows `-H`").as_str()),
            url => {
                let parts = url
                    .strip_prefix("http://")
                    .and_then(|url| url.split_at_checked(url.find('/')?));
                (host, target) = parts.expect("an address of the example, with a path");
                assert!(
                    PORTS.iter().any(|port| host.ends_with(port)),
                    "{url}: no port of an example"
                );
            }
        }
    }
    let length = format!("Content-Length: {}", body.len());
    if !body.is_empty() {
        headers.push(&length);
    }
    let request = format!("{method} {target} HTTP/1.1");
    let host = format!("host: {host}");
    // A host that the command sends replaces that of the URL.
    if !headers.iter().any(|header| header.starts_with("Host: ")) {
        headers.push(&host);
    }
    let head = [&request, "connection: close"];
    format!("{}\r\n\r\n{body}", [head.as_slice(), headers.as_slice()].concat().join("\r\n"))
}

/// The head up to an empty line, and after it as many bytes of the body as the head announces.
fn answer_in(lines: &[&str]) -> String {
    let head = lines.iter().take_while(|line| !line.is_empty() && !line.starts_with("```"));
    let head = head.map(|line| format!("{line}\r\n")).collect::<Vec<_>>();
    let length = head.iter().find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.trim_end().parse().expect("a length"));
    let rest = lines.get(head.len() + 1..).unwrap_or_default().join("\n");
    let body = rest.get(..length).unwrap_or(&rest);
    format!("{}\r\n{body}", head.concat())
}

/// The words of a command, split as a shell does: single quotes protect spaces.
fn words_of(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// The ports in the commands. A test starts the example on another port, and keeps `Host` as the command has it.
const PORTS: [&str; 2] = [":3000", ":4610"];
