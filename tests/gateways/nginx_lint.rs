//! The linter gixy-next and the parser crossplane, over configurations of nginx.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use cors_policy_gateways::nginx;

use crate::policies::{API, Declared, OriginsFrom, SHAPES};
use crate::program::{Folder, output};

/// Panics if one of them finds something in the `nginx.conf` of the folder.
pub(crate) fn accepts(folder: &Folder) {
    let printed = output(command("crossplane", &["parse", "nginx.conf"], folder));
    assert!(printed.starts_with(r#"{"status":"ok""#), "{printed}");
    output(command("gixy", &["--format", "text", "nginx.conf"], folder));
}

/// gixy reads only expressions that a condition compares with the origin. It generates origins that match them.
#[test]
fn gixy_accepts_the_patterns_of_nginx() {
    let patterns = [&API, &SHAPES].into_iter().flat_map(patterns).collect::<Vec<_>>();
    assert!(patterns.len() > 3, "{patterns:?}");
    for pattern in patterns {
        // gixy knows only origins of servers.
        if !pattern.starts_with("^http") {
            continue;
        }
        assert_eq!(found(&pattern), None, "{pattern}");
        // It finds no mistakes in patterns for hosts that are no domains.
        if !pattern.contains("example\\.com") {
            continue;
        }
        let broken = [
            pattern.trim_end_matches('$').to_owned(),
            pattern.replace("example\\.com", "example.com"),
        ];
        for broken in broken {
            assert!(found(&broken).is_some(), "{broken}");
        }
    }
}

/// The patterns of an export, without the prefix that says whether the origin has upper-case letters.
fn patterns(policy: &Declared) -> Vec<String> {
    let export = nginx::export(policy.with(OriginsFrom::Source)).expect("it can be expressed");
    let lines = export.files()[0].text().lines();
    let keys = lines.filter_map(|line| line.trim().strip_suffix("\" listed;"));
    let patterns = keys.filter_map(|key| key.strip_prefix("\"~^[01]:"));
    patterns.map(|pattern| format!("^{pattern}")).collect()
}

/// What gixy finds if only origins that match the pattern are served.
fn found(pattern: &str) -> Option<String> {
    let folder = Folder::new("gixy");
    let condition = format!("if ($http_origin !~ \"{pattern}\") {{ return 403; }}");
    folder.write("nginx.conf", &format!("events {{}}\nhttp {{\nserver {{\n{condition}\n}}\n}}\n"));
    let arguments = ["--tests", "origins", "--format", "text", "nginx.conf"];
    let output = command("gixy", &arguments, &folder).output().expect("gixy runs");
    let printed = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(printed.contains("Results"), "{printed}");
    // The lowest level is about hosts with underscores. gixy says that none exists, but DNS has such names.
    let is_insecure =
        ["Severity: HIGH", "Severity: MEDIUM"].iter().any(|level| printed.contains(level));
    is_insecure.then_some(printed)
}

/// Both are packages of PyPI.
fn command(name: &str, arguments: &[&str], folder: &Folder) -> Command {
    let program = match std::env::var_os("GATEWAY_PYTHON") {
        Some(scripts) => Path::new(&scripts).join(name).into_os_string(),
        None => OsString::from(name),
    };
    let mut command = Command::new(program);
    // gixy reads the paths of included files relative to the file that includes them.
    command.current_dir(folder.path()).args(arguments);
    command
}
