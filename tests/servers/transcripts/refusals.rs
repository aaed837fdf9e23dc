//! The example `refusals`: the log has the lines of its header.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::process::Process;
use crate::transcript::{ask, exchanges};

/// Sends each request of the header, and compares the line that the server then logs.
#[test]
fn the_header_shows_the_log() {
    let source = crate::source("refusals");
    let lines = crate::header(&source);
    let mut process = Process::spawn(crate::command("refusals").stderr(Stdio::piped()));
    let log = process.child.stderr.take().expect("the log is piped");
    let mut log = BufReader::new(log).lines();
    let requests = exchanges(&lines);
    assert_eq!(requests.len(), 7);
    for request in requests {
        ask(process.address(), &request.request);
        let logged = log.next().expect("a line").expect("text");
        let at = lines.iter().position(|line| line.ends_with(&request.command));
        let shown = at.and_then(|at| lines.get(at + 1)).expect("a line below the command");
        assert_eq!(logged, *shown, "{}", request.command);
    }
}
