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
    for export in exports {
        let file = &export.files()[0];
        let formatted = output(caddy(&folder, &["fmt", file.name()]));
        assert_eq!(formatted, file.text(), "caddy fmt changes it");
    }
    configured(folder, &sites, addresses)
}

/// Starts Caddy with these sites. The files that they import are in the folder.
///
/// # Panics
///
/// If Caddy refuses the configuration.
#[must_use]
pub fn configured(folder: Folder, sites: &str, addresses: Vec<SocketAddr>) -> Running {
    folder.write("Caddyfile", &format!("{OPTIONS}{sites}"));
    let configuration = ["--adapter", "caddyfile", "--config", "Caddyfile"];
    let printed = output(caddy(&folder, &[&["validate"], &configuration[..]].concat()));
    assert!(printed.contains("Valid configuration"), "{printed}");
    let command = caddy(&folder, &[&["run"], &configuration[..]].concat());
    Running { program: Program::start(command, folder, &addresses), addresses }
}

fn caddy(folder: &Folder, arguments: &[&str]) -> Command {
    let mut caddy = Command::new(find("CADDY_PROGRAM", "caddy"));
    caddy.current_dir(folder.path()).args(arguments);
    for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        caddy.env(variable, folder.path());
    }
    caddy
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
