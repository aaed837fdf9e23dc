//! What a hostile server answers to an audit.

use std::str;

use cors_policy_cli::__private::{Given, reports};

/// Audits a server that sends the responses in `data`. The reports contain nothing that a terminal obeys, and no secret.
pub fn check(data: &[u8]) {
    let mut responses = data.split(|&byte| byte == SEPARATOR).cycle();
    let Some([people, json, sarif, html]) = reports(|| responses.next().and_then(response)) else {
        return;
    };
    let is_harmless = |char: char| {
        char == '\n' || !char.is_control() && !('\u{202a}'..='\u{202e}').contains(&char)
    };
    for report in [json, sarif, html] {
        assert!(report.chars().all(is_harmless), "{report:?}");
        assert!(!report.contains(SECRET), "{report:?}");
    }
    // Colours are the only control characters, and the program adds them itself.
    let mut rest = people.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        assert!(before.chars().all(is_harmless), "{people:?}");
        let (colour, after) = after.split_once('m').expect("the end of a colour");
        assert!(colour.bytes().all(|byte| matches!(byte, b'[' | b';' | b'0'..=b'9')), "{people:?}");
        rest = after;
    }
    assert!(rest.chars().all(is_harmless) && !people.contains(SECRET), "{people:?}");
}

/// A status in three digits, and then lines: a name, a colon and a value. The rest after an empty line is the body.
fn response(bytes: &[u8]) -> Option<Given> {
    let (status, rest) = bytes.split_first_chunk::<3>()?;
    let status = str::from_utf8(status).ok()?.parse().ok()?;
    let mut headers = Vec::new();
    let mut lines = rest.split(|&byte| byte == b'\n');
    for line in lines.by_ref().take_while(|line| !line.is_empty()).take(50) {
        let mut parts = line.splitn(2, |&byte| byte == b':');
        if let (Some(name), Some(value)) = (parts.next(), parts.next()) {
            headers.push((name.trim_ascii().to_vec(), value.trim_ascii().to_vec()));
        }
    }
    Some((status, headers, lines.next().unwrap_or_default().to_vec()))
}

/// Between two responses.
const SEPARATOR: u8 = b'\0';

/// The secret of the audit.
const SECRET: &str = "secret-7";
