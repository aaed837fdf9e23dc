//! Express with exported policies.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use cors_policy_gateways::Export;

use crate::program::{Folder, Program, Running, free_addresses, output};

/// Starts an application for each export. Its handler is a proxy in front of `upstream`.
///
/// # Panics
///
/// If Node refuses a module.
#[must_use]
pub fn start(exports: &[Export], upstream: SocketAddr) -> Running {
    running("proxy.mjs", exports, &upstream.to_string())
}

/// Starts an application of the folder `express`, with its argument, for each export.
///
/// # Panics
///
/// If Node refuses a module.
#[must_use]
pub fn running(application: &str, exports: &[Export], argument: &str) -> Running {
    let folder = Folder::new("express");
    let addresses = free_addresses(exports.len());
    let application = Path::new(env!("CARGO_MANIFEST_DIR")).join("express").join(application);
    let mut command = Command::new("node");
    // The table has requests with long headers.
    command.arg("--max-http-header-size=262144").arg(application).arg(argument);
    for (export, address) in exports.iter().zip(&addresses) {
        let [file] = export.files() else { panic!("one file") };
        let file = folder.write(file.name(), file.text());
        let mut check = Command::new("node");
        check.arg("--check").arg(&file);
        output(check);
        command.arg(file).arg(address.port().to_string());
    }
    Running { program: Program::start(command, folder, &addresses), addresses }
}
