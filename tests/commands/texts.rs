//! Policies that are read from files and from the standard input.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use tempfile::TempDir;

use crate::ran::{Ran, command, run};

/// A folder with this file in it, and the path of the file.
fn file(name: &str, text: impl AsRef<[u8]>) -> (TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("the file is written");
    let argument = path.to_str().expect("a path in UTF-8").to_owned();
    (folder, path, argument)
}

fn with_input(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = command()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("the program reads");
    Ran::of(child.wait_with_output().expect("it ends"))
}

#[test]
fn what_is_shown_can_be_shown_again() {
    for name in ["API", "CATALOGUE", "TENANTS"] {
        let shown = run(&["show", name]);
        let (_folder, _, path) = file("api.v2.policy", &shown.out);
        assert_eq!(run(&["show", &path]).prints(0), shown.out);
        assert_eq!(with_input(&["show", "-"], shown.out.as_bytes()).prints(0), shown.out);
    }
}

#[test]
fn every_command_takes_a_file() {
    let (_folder, _, path) = file("api.v2.policy", "{ origins: [\"https://a.example\"] }");
    let json = run(&["show", &path, "--json"]).json(0);
    assert_eq!((&json["name"], &json["location"]), (&"api.v2".into(), &format!("{path}:1").into()));
    let explained = run(&["explain", &path, "--origin", "https://a.example"]);
    assert!(explained.prints(0).contains("allowed"), "{explained:?}");
    let exported = run(&["export", &path, "--to", "express"]);
    assert!(exported.out.contains("https://a.example"), "{exported:?}");
}

#[test]
fn a_file_can_have_several_policies() {
    let text = "cors_policy! {\n    static API = { origins: any };\n    static B = { origins: none };\n}\n";
    let (_folder, _, path) = file("all.rs", text);
    let several = run(&["show", &path]);
    let expected =
        format!("error: `{path}` has several policies; write one of: {path}:API, {path}:B\n");
    assert_eq!(several.fails(), expected);
    assert_eq!(run(&["show", &format!("{path}:B")]).prints(0), "{\n    origins: none,\n}\n");
    let json = run(&["show", &format!("{path}:B"), "--json"]).json(0);
    assert_eq!(json["location"], format!("{path}:3"));
    let missing = run(&["show", &format!("{path}:C")]);
    assert_eq!(missing.fails(), format!("error: no policy \"C\" in `{path}`; it has: API, B\n"));
    let missing = run(&["show", &format!("{path}x:C")]);
    assert!(missing.fails().starts_with("error: no policy and no file "), "{missing:?}");
}

#[test]
fn a_policy_of_the_program_is_found_before_a_file() {
    let (folder, ..) = file("API", "{ origins: none }");
    let output = command().args(["show", "API"]).current_dir(&folder).output();
    assert!(Ran::of(output.expect("the program runs")).prints(0).contains("https://app.example"));
    let output = command().args(["show", "./API"]).current_dir(&folder).output();
    assert!(Ran::of(output.expect("the program runs")).prints(0).contains("none"));
}

#[test]
fn mistakes_are_reported_as_the_compiler_does() {
    let (_folder, _, path) = file(
        "api.policy",
        "{\n\torigins: [\"https://a.example/\", ..SETS],\n    methds: [GET],\u{1b}\n}\n",
    );
    let expected = format!(
        "\
error: unexpected character; remove it, or write it inside a string
 --> {path}:3:19
  |
3 |     methds: [GET],\u{fffd}
  |                   ^
"
    );
    assert_eq!(run(&["show", &path]).fails(), expected);
    let (_folder, _, path) = file(
        "api.policy",
        "{\n\torigins: [\"https://a.example/\", ..SETS],\n    methds: [GET],\n}\n",
    );
    let expected = format!(
        "\
error: an origin has no trailing slash; write `https://a.example`
           https://a.example/
                            ^ remove this
 --> {path}:2:12
  |
2 |     origins: [\"https://a.example/\", ..SETS],
  |               ^^^^^^^^^^^^^^^^^^^^

error: only the compiler knows what `SETS` contains; write its origins here, or print the compiled policy with the \
command `show` of its program
 --> {path}:2:34
  |
2 |     origins: [\"https://a.example/\", ..SETS],
  |                                     ^^^^^^

error: unknown option `methds`; did you mean `methods`?
 --> {path}:3:5
  |
3 |     methds: [GET],
  |     ^^^^^^
"
    );
    assert_eq!(run(&["show", &path]).fails(), expected);
}

#[test]
fn not_more_mistakes_are_reported_than_anyone_corrects() {
    let (_folder, _, path) =
        file("api.policy", format!("{{ origins: [{}] }}", "\"a\",".repeat(500)));
    let ran = run(&["show", &path]);
    assert_eq!(ran.fails().matches("error: ").count(), 101, "{}", ran.err);
    assert!(ran.err.ends_with("\nerror: 400 more mistakes\n"), "{}", ran.err);
}

#[test]
fn a_public_suffix_with_credentials_is_a_mistake_as_in_the_compiler() {
    let text = "{ origins: [\"https://*.github.io\"], credentials: true }";
    let ran = with_input(&["show", "-"], text.as_bytes());
    assert!(ran.fails().contains("github.io") && ran.err.contains("--> stdin:1:13"), "{ran:?}");
}

#[test]
fn files_that_are_no_text_are_errors() {
    let (folder, _, path) = file("api.policy", b"{\n origins: [\"\xff\"] }");
    let expected = format!("error: cannot read `{path}`: line 2 is not text in UTF-8\n");
    assert_eq!(run(&["show", &path]).fails(), expected);
    let folder = folder.path().to_str().expect("a path in UTF-8");
    assert!(run(&["show", folder]).fails().starts_with("error: cannot read "));
    let long = vec![b' '; 16 * 1024 * 1024 + 1];
    let (_folder, _, path) = file("long.policy", long);
    assert!(run(&["show", &path]).fails().starts_with("error: the text is longer than 16 MiB"));
}
