//! `--help`, completions, and wrong arguments.

use std::io::Read;
use std::process::Stdio;

use crate::audit::{Server, right};
use crate::ran::{command, run};

/// Every command that has help.
fn commands() -> Vec<String> {
    let help = run(&["--help"]);
    let commands = help.prints(0).lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = commands.take_while(|line| !line.is_empty());
    names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn the_examples_in_the_help_run() {
    let folder = tempfile::tempdir().expect("a folder");
    // The file that some of them name.
    let file = folder.path().join("api.policy");
    std::fs::write(file, run(&["show", "API"]).prints(0)).expect("it is written");
    let server = Server::start(right).url();
    let mut count = 0;
    for name in commands().iter().filter(|name| *name != "help") {
        let help = run(&[name, "--help"]);
        for example in help.prints(0).lines().filter(|line| line.starts_with("  policies ")) {
            let example = example.trim().split(" > ").next().expect("a command");
            let example = example
                .replace("http://127.0.0.1:3000/users", &server)
                .replace("https://api.example.com/users", &server);
            let words = shell_words(&example);
            let words = words.iter().map(String::as_str).collect::<Vec<_>>();
            let output = command().args(&words[1..]).current_dir(&folder).output();
            let output = output.expect("the program runs");
            assert!(matches!(output.status.code(), Some(0 | 1)), "{example}: {output:?}");
            count += 1;
        }
    }
    assert!(count >= 8, "{count} examples");
}

/// Splits a command line at spaces that are not in quotes.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for char in line.chars() {
        match char {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            char => words.last_mut().expect("there is one").push(char),
        }
    }
    words
}

#[test]
fn completions_name_the_program() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run(&["completions", shell]);
        let text = ran.prints(0);
        assert!(text.contains("policies") && text.contains("explain"), "{shell}");
    }
}

#[test]
fn wrong_arguments_are_errors() {
    for words in [
        &[][..],
        &["explian"],
        &["explain", "API"],
        &["show"],
        &["list", "API"],
        &["export", "API"],
    ] {
        assert!(run(words).fails().contains("Usage: policies"), "{words:?}");
    }
    assert!(run(&["explian"]).fails().contains("'explain'"));
    assert!(run(&["--version"]).prints(0).starts_with("policies "));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = command()
        .args(["export", "API", "--to", "nginx"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("text");
    assert!(!err.contains("panicked") && !err.contains("error:"), "{err}");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}
