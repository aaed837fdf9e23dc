//! The curl commands in the header of an example, and the answers below them.

/// One command, as the bytes that it sends and those that come back, but for the `date`.
pub(crate) struct Exchange {
    pub(crate) command: String,
    pub(crate) request: String,
    pub(crate) answer: String,
}

/// Reads all commands in the header of `source`.
pub(crate) fn parse(source: &str) -> Vec<Exchange> {
    let header = source.lines().map_while(|line| line.strip_prefix("//!"));
    let lines = header.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>();
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

/// The request that curl sends, without the headers that only name curl.
fn request_of(words: &[String]) -> String {
    let (mut method, mut target, mut headers) = ("GET", "", Vec::new());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-i" => {}
            "-I" => method = "HEAD",
            "-X" => method = words.next().expect("a method follows `-X`"),
            "-H" => headers.push(words.next().expect("a header follows `-H`").as_str()),
            url => {
                let path = ["3000", "4610"]
                    .iter()
                    .find_map(|port| url.strip_prefix("http://127.0.0.1:")?.strip_prefix(port));
                target = path.expect("an address of the example");
            }
        }
    }
    let headers =
        headers.into_iter().map(|header| format!("{header}\r\n")).collect::<Vec<_>>().concat();
    format!(
        "{method} {target} HTTP/1.1\r\nhost: 127.0.0.1:3000\r\nconnection: close\r\n{headers}\r\n"
    )
}

/// The head up to an empty line, and the body in the line after it, if the head tells of one.
fn answer_in(lines: &[&str]) -> String {
    let head = lines.iter().take_while(|line| !line.is_empty() && !line.starts_with("```"));
    let head = head.map(|line| format!("{line}\r\n")).collect::<Vec<_>>();
    let has_body = head
        .iter()
        .any(|line| line.starts_with("content-length: ") && line != "content-length: 0\r\n");
    let body = if has_body { lines.get(head.len() + 1).copied().unwrap_or_default() } else { "" };
    format!("{}\r\n{body}", head.concat())
}

/// The words of a command, as a shell reads them: single quotes keep blanks together.
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
