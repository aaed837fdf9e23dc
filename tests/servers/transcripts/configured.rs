//! The example `configured`, started with each value of the variable that its header shows.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::process::Process;
use crate::transcript::ask;
use crate::{compare, header, source};

#[test]
fn the_header_shows_the_answers_for_each_value_of_the_variable() {
    let source = source("configured");
    let lines = header(&source);
    let runs = runs(&lines);
    assert_eq!(runs.len(), 3);
    for (value, transcript) in runs {
        let mut command = command(value);
        match message(transcript) {
            Some(message) => assert_eq!(failure(&mut command), message, "{value:?}"),
            None => compare("configured", &Process::spawn(&mut command), transcript),
        }
    }
}

#[test]
fn the_readme_shows_the_message_about_invalid_origins() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = fs::read_to_string(readme).expect("the README can be read");
    let (before, message) = readme.split_once("\nError: ").expect("the README shows an error");
    let (_, value) = before.rsplit_once("$ CORS_ORIGINS='").expect("the README shows the variable");
    let (value, _) = value.split_once('\'').expect("the value ends");
    let (message, _) = message.split_once("```").expect("the block ends");
    assert_eq!(failure(&mut command(Some(value))), format!("Error: {message}"));
}

#[test]
fn a_blank_variable_is_an_unset_one() {
    let process = Process::spawn(&mut command(Some(" \n")));
    let request = "GET /users HTTP/1.1\r\nhost: test\r\nconnection: close\r\norigin: http://localhost:5173\r\n\r\n";
    let answer = ask(process.address(), request);
    assert!(answer.contains("access-control-allow-origin: http://localhost:5173\r\n"), "{answer}");
}

/// The values of the variable in a transcript, each with the lines that follow.
fn runs<'a>(lines: &'a [&'a str]) -> Vec<(Option<&'a str>, &'a [&'a str])> {
    let is_start = |line: &&str| line.starts_with("$ ") && line.ends_with(RUN);
    let starts = lines.iter().enumerate().filter(|(_, line)| is_start(line)).map(|(at, _)| at);
    let starts = starts.collect::<Vec<_>>();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let run = |(&start, end): (&usize, usize)| {
        let value = lines[start].strip_prefix("$ CORS_ORIGINS='");
        let value = value.and_then(|value| value.split_once('\'')).map(|(value, _)| value);
        (value, &lines[start + 1..end])
    };
    starts.iter().zip(ends).map(run).collect()
}

/// What a program prints that does not start.
fn message(transcript: &[&str]) -> Option<String> {
    transcript.first().filter(|line| line.starts_with("Error: "))?;
    let lines = transcript.iter().take_while(|line| !line.is_empty() && **line != "```");
    Some(lines.fold(String::new(), |text, line| text + line + "\n"))
}

fn command(value: Option<&str>) -> Command {
    let mut command = crate::command("configured");
    match value {
        Some(value) => command.env("CORS_ORIGINS", value),
        None => command.env_remove("CORS_ORIGINS"),
    };
    command
}

/// Runs a program that must not start. The result is what it prints.
fn failure(command: &mut Command) -> String {
    let output = command.stderr(Stdio::piped()).output().expect("the example starts");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    String::from_utf8(output.stderr).expect("text")
}

const RUN: &str = "cargo run --example configured";
