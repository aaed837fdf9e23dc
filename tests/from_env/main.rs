//! Origins in an environment variable. This program starts itself with each value of the variable, because a process
//! cannot change its own variables without `unsafe`.

use std::env;
use std::ffi::{OsStr, OsString};
use std::process::Command;

use cors_policy::cors_policy;

cors_policy! {
    static API = { origins: [configured], credentials: true };
}

fn main() {
    if env::args().nth(1).as_deref() == Some(CHILD) {
        return tell();
    }
    unset_and_blank_mean_none();
    entries_are_read();
    mistakes_are_reported();
    long_values_are_read();
    names_that_no_variable_has_are_unset();
    #[cfg(unix)]
    unicode::what_is_not_unicode_is_reported();
    println!("test result: ok");
}

/// What the child does: it prints what it reads.
fn tell() {
    match API.from_env(VARIABLE) {
        Ok(None) => println!("none"),
        Ok(Some(configured)) => println!("{:?}", configured.origins()),
        Err(error) => println!("{error}"),
    }
}

/// What a child prints that has this value in the variable.
fn told(value: Option<&OsStr>) -> String {
    let mut child = Command::new(env::current_exe().expect("a program knows where it is"));
    child.arg(CHILD).env_remove(VARIABLE);
    if let Some(value) = value {
        child.env(VARIABLE, value);
    }
    let output = child.output().expect("it can be started");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it prints text").trim_end().to_owned()
}

fn told_of(value: &str) -> String {
    told(Some(OsStr::new(value)))
}

fn unset_and_blank_mean_none() {
    assert_eq!(told(None), "none");
    for blank in ["", " ", "\n", " \t\r\n\x0c"] {
        assert_eq!(told_of(blank), "none", "{blank:?}");
    }
}

fn entries_are_read() {
    let expected = r#"Listed(["https://a.example", "https://b.example"])"#;
    for value in [
        "https://a.example,https://b.example",
        " https://b.example ,\n\thttps://a.example\r\n",
        "https://a.example,https://a.example,https://b.example",
    ] {
        assert_eq!(told_of(value), expected, "{value:?}");
    }
}

fn mistakes_are_reported() {
    let first = "invalid origins in the environment variable `CORS_ORIGINS_OF_THIS_TEST`:";
    for (value, second) in [
        (
            "https://a.example/",
            "  entry 1: `https://a.example/`: an origin has no trailing slash; ",
        ),
        ("https://a.example,", "  entry 2: the entry is empty; remove it and its comma"),
        (",", "  entry 1: the entry is empty; remove it and its comma"),
        ("http://a.example", "  entry 1: `http://a.example` is not encrypted, so with "),
        (
            "https://a.example\nhttps://b.example",
            "  entry 1: `https://a.example\\nhttps://b.example`: ",
        ),
        ("*", "  entry 1: `*` is not an origin, "),
    ] {
        let told = told_of(value);
        let mut lines = told.lines();
        assert_eq!(lines.next(), Some(first), "{told}");
        assert!(lines.next().is_some_and(|line| line.starts_with(second)), "{told}");
    }
}

/// Linux limits a variable to 128 KiB.
fn long_values_are_read() {
    let list = |count: usize| {
        (0..count).map(|n| format!("https://{n:05}.example")).collect::<Vec<_>>().join(",")
    };
    assert!(told_of(&list(5_000)).contains("\"https://04999.example\""));
    let told = told_of(&format!("https://a.example/{}", "b".repeat(64 << 10)));
    assert!(told.contains("  entry 1: `https://a.example/bbb") && told.len() < 500, "{told}");
}

fn names_that_no_variable_has_are_unset() {
    for name in ["", "A=B", "A\0B", "="] {
        assert!(API.from_env(name).is_ok_and(|configured| configured.is_none()), "{name:?}");
    }
}

#[cfg(unix)]
mod unicode {
    use std::os::unix::ffi::OsStringExt;

    use super::{API, OsString, VARIABLE, told};

    pub(super) fn what_is_not_unicode_is_reported() {
        for bytes in
            [&b"\xff"[..], b"https://a.example,\xff\xfe", b"https://a\xc3.example", b" \xa0 "]
        {
            let told = told(Some(&OsString::from_vec(bytes.to_vec())));
            let expected = format!(
                "invalid origins in the environment variable `{VARIABLE}`: the text is not valid Unicode; write origins \
                 like `https://app.example.com`"
            );
            assert_eq!(told, expected);
        }
        let name = OsString::from_vec(b"CORS_\xff".to_vec());
        assert!(API.from_env(name).is_ok_and(|configured| configured.is_none()));
    }
}

const CHILD: &str = "print-what-the-variable-contains";
const VARIABLE: &str = "CORS_ORIGINS_OF_THIS_TEST";
