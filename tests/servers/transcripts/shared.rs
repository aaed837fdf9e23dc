//! The policies of one crate, in front of two services on two frameworks.

use std::env::consts::EXE_SUFFIX;
use std::fs;

use crate::process::{Process, build, build_workspace, profile, server};
use crate::transcript::ask;

/// The status, and the lines of an answer that the policy decides about.
fn cors_lines(answer: &str) -> Vec<&str> {
    let is_ours = |line: &&str| line.starts_with("access-control-") || line.starts_with("vary");
    let mut lines = answer.lines().filter(is_ours).collect::<Vec<_>>();
    lines.sort_unstable();
    lines.insert(0, answer.split(' ').nth(1).expect("a status"));
    lines
}

#[test]
fn two_services_give_the_same_answer() {
    let (orders, reports) = (start("acme-orders"), start("acme-reports"));
    let preflight =
        "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-request-id\r\n";
    for (method, origin, more) in [
        ("GET", "https://app.acme.example", ""),
        ("GET", "https://pr-7.preview.acme.example", ""),
        ("GET", "http://localhost:5173", ""),
        ("GET", "https://evil.example", ""),
        ("DELETE", "https://app.acme.example", ""),
        ("OPTIONS", "https://app.acme.example", preflight),
        ("OPTIONS", "https://evil.example", preflight),
    ] {
        let request = format!(
            "{method} /list HTTP/1.1\r\nhost: test\r\nconnection: close\r\norigin: {origin}\r\n{more}\r\n"
        );
        let (a, b) = (ask(orders.address(), &request), ask(reports.address(), &request));
        let (a, b) = (cors_lines(&a), cors_lines(&b));
        let is_allowed = origin != "https://evil.example";
        assert_eq!(a, b, "{method} from {origin}");
        assert_eq!(a.len() > 3, is_allowed, "{method} from {origin}: {a:?}");
    }
}

/// Builds and starts the server of a package on a free port.
fn start(package: &str) -> Process {
    build_workspace();
    Process::spawn(&mut server(&profile().join(format!("{package}{EXE_SUFFIX}"))))
}

#[test]
fn an_origin_for_development_is_not_in_a_release_build() {
    let has_origin = |profile_name: &str| {
        let folder = profile().with_file_name(profile_name);
        let library = fs::read(folder.join("libacme_cors.rlib")).expect("it was built");
        let has = |text: &str| library.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(has("https://app.acme.example"), "the policy is in the library");
        has("http://localhost")
    };
    let library = ["--package", "acme-cors", "--lib", "--no-default-features"];
    build(&library);
    build(&[&library[..], &["--release"]].concat());
    assert!(has_origin("debug"));
    assert!(!has_origin("release"));
}
