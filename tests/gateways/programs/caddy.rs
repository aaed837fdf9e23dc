//! Caddy with exported policies.

use std::net::SocketAddr;
use std::process::Command;

use cors_policy_gateways::Export;

use crate::program::{Folder, Program, Running, find, free_addresses, output};

/// Starts Caddy in front of `upstream`, after its own test of the configuration.
///
/// # Panics
///
/// If Caddy refuses the configuration, or formats the export in another way.
#[must_use]
pub fn start(exports: &[Export], upstream: SocketAddr) -> Running {
    running(exports, &format!("handle {{\n\t\treverse_proxy {upstream}\n\t}}"))
}

/// Starts Caddy. The site of each export has these directives after the snippet.
///
/// # Panics
///
/// If Caddy refuses the configuration, or formats the export in another way.
#[must_use]
pub fn running(exports: &[Export], directives: &str) -> Running {
    let folder = Folder::new("caddy");
    let addresses = free_addresses(exports.len());
    let sites = exports.iter().zip(&addresses).map(|(export, address)| {
        let [file] = export.files() else { panic!("one file") };
        folder.write(file.name(), file.text());
        let (file, snippet, port) = (file.name(), snippet(file.text()), address.port());
        format!(
            "import {file}\nhttp://:{port} {{\n\tbind 127.0.0.1\n\timport {snippet}\n\t{directives}\n}}\n"
        )
    });
    let sites = sites.collect::<String>();
    folder.write("Caddyfile", &format!("{OPTIONS}{sites}"));
    let caddy = |arguments: &[&str]| {
        let mut caddy = Command::new(find("CADDY_PROGRAM", "caddy"));
        caddy.current_dir(folder.path()).args(arguments);
        for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            caddy.env(variable, folder.path());
        }
        caddy
    };
    for export in exports {
        let file = &export.files()[0];
        assert_eq!(output(caddy(&["fmt", file.name()])), file.text(), "caddy fmt changes it");
    }
    let configuration = ["--adapter", "caddyfile", "--config", "Caddyfile"];
    let printed = output(caddy(&[&["validate"], &configuration[..]].concat()));
    assert!(printed.contains("Valid configuration"), "{printed}");
    let command = caddy(&[&["run"], &configuration[..]].concat());
    Running { program: Program::start(command, folder, &addresses), addresses }
}

/// The name of the snippet in a file.
fn snippet(text: &str) -> &str {
    let line = text.lines().find_map(|line| line.strip_prefix('(')).expect("a snippet");
    line.strip_suffix(") {").expect("a snippet")
}

const OPTIONS: &str = "\
{
\tadmin off
\tauto_https off
\tlog {
\t\tlevel ERROR
\t}
}
";
