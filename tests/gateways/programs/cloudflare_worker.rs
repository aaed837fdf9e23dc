//! Cloudflare Workers with exported policies, in workerd.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use cors_policy_gateways::Export;

use crate::program::{Folder, Program, Running, free_addresses, output};

/// Starts a Worker for each export, or one whose main module is `main` and which can import the export as `./policy.mjs`.
///
/// # Panics
///
/// If Node or workerd refuses a module.
#[must_use]
pub fn start(exports: &[Export], upstream: SocketAddr, main: Option<&str>) -> Running {
    let folder = Folder::new("cloudflare_worker");
    let addresses = free_addresses(exports.len());
    let (mut services, mut sockets) = (Vec::new(), Vec::new());
    for (index, (export, address)) in exports.iter().zip(&addresses).enumerate() {
        let [file] = export.files() else { panic!("one file") };
        check(&folder.write(file.name(), file.text()));
        let module =
            |name: &str, file: &str| format!("(name = \"{name}\", esModule = embed \"{file}\")");
        let modules = match main {
            None => module(file.name(), file.name()),
            Some(main) => {
                folder.write("main.mjs", main);
                [module("main.mjs", "main.mjs"), module("policy.mjs", file.name())].join(", ")
            }
        };
        services.push(format!(
            "    (name = \"{index}\", worker = (modules = [{modules}], compatibilityDate = \
             \"2026-11-01\", globalOutbound = \"service\")),\n"
        ));
        sockets.push(format!(
            "    (name = \"{index}\", address = \"{address}\", http = (), service = \"{index}\"),\n"
        ));
    }
    let (services, sockets) = (services.concat(), sockets.concat());
    let configuration = format!(
        "using Workerd = import \"/workerd/workerd.capnp\";\n\
         const config :Workerd.Config = (\n  services = [\n    (name = \"service\", external = \
         (address = \"{upstream}\", http = ())),\n{services}  ],\n  sockets = [\n{sockets}  ],\n);\n"
    );
    let file = folder.write("config.capnp", &configuration);
    let mut command = Command::new(workerd());
    command.arg("serve").arg(file);
    Running { program: Program::start(command, folder, &addresses), addresses }
}

/// The file is a module of JavaScript.
fn check(file: &Path) {
    let mut node = Command::new("node");
    node.arg("--check").arg(file);
    output(node);
}

pub(crate) fn workerd() -> OsString {
    match std::env::var_os("GATEWAY_NODE") {
        Some(folder) => PathBuf::from(folder).join("node_modules/workerd/bin/workerd").into(),
        None => "workerd".into(),
    }
}
