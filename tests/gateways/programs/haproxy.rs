//! HAProxy with exported policies.

use std::net::SocketAddr;

use cors_policy_gateways::Export;

use crate::program::{Folder, Program, Running, debian_program, free_addresses, output};

/// Starts HAProxy in front of `upstream`, after its own test of the configuration.
///
/// # Panics
///
/// If HAProxy refuses the configuration, or warns about it.
#[must_use]
pub fn start(exports: &[Export], upstream: SocketAddr) -> Running {
    let folder = Folder::new("haproxy");
    let addresses = free_addresses(exports.len());
    let sections = exports.iter().zip(&addresses).enumerate().map(|(index, (export, address))| {
        let [rules] = export.files() else { panic!("one file") };
        let rules = rules.text();
        // Each kind of section gets some of the policies.
        match index % 3 {
            0 => format!("listen l{index}\n    bind {address}\n{rules}    server s {upstream}\n"),
            1 => format!(
                "frontend f{index}\n    bind {address}\n{rules}    default_backend b{index}\n\
                 backend b{index}\n    server s {upstream}\n"
            ),
            _ => format!(
                "frontend f{index}\n    bind {address}\n    default_backend b{index}\n\
                 backend b{index}\n{rules}    server s {upstream}\n"
            ),
        }
    });
    running(folder, &sections.collect::<String>(), addresses)
}

/// Starts HAProxy with these sections.
///
/// # Panics
///
/// If HAProxy refuses the configuration, or warns about it.
#[must_use]
pub fn running(folder: Folder, sections: &str, addresses: Vec<SocketAddr>) -> Running {
    folder.write("haproxy.cfg", &format!("{GLOBAL}{sections}"));
    let haproxy = || {
        let mut haproxy = debian_program("HAPROXY_PROGRAM", "haproxy");
        // Foreground, no warnings, and quiet.
        haproxy.arg("-C").arg(folder.path()).args(["-db", "-dW", "-f", "haproxy.cfg"]);
        haproxy
    };
    let mut test = haproxy();
    test.arg("-c");
    output(test);
    let command = haproxy();
    Running { program: Program::start(command, folder, &addresses), addresses }
}

/// The table has requests with long headers.
const GLOBAL: &str = "\
global
    tune.bufsize 262144
    nbthread 1
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
    retries 0
";
