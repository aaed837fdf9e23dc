//! Workers in Rust, in workerd.

use std::env;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cloudflare_worker::workerd;
use crate::program::{Folder, Program, Running, free_addresses};

/// The variables of a Worker: their names and values.
pub type Variables = Vec<(&'static str, String)>;

/// Starts the Worker `name` once for each of these lists of variables, in front of `upstream`. `cargo xtask edge` builds it.
///
/// # Panics
///
/// If it is not built, or if workerd refuses it.
#[must_use]
pub fn start(name: &str, workers: &[Variables], upstream: SocketAddr) -> Running {
    let folder = Folder::new("edge");
    let modules = modules(name, folder.path());
    let addresses = free_addresses(workers.len());
    let (mut services, mut sockets) = (Vec::new(), Vec::new());
    for (index, (variables, address)) in workers.iter().zip(&addresses).enumerate() {
        let bindings = variables.iter().map(|(name, value)| {
            assert!(!value.contains(['"', '\\', '\n']), "{name}: {value}");
            format!("(name = \"{name}\", text = \"{value}\")")
        });
        let bindings = bindings.collect::<Vec<_>>().join(", ");
        services.push(format!(
            "    (name = \"{index}\", worker = (modules = [{modules}], bindings = [{bindings}], \
             compatibilityDate = \"2026-11-01\", globalOutbound = \"service\")),\n"
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

/// Copies the modules of a Worker to `folder`, and lists them for workerd. It finds no file outside of the folder of its
/// configuration.
fn modules(name: &str, folder: &Path) -> String {
    let built = env::var_os("EDGE_WORKERS").unwrap_or_else(|| panic!("{REMEDY}"));
    let built = PathBuf::from(built).join(name);
    fs::write(folder.join(MAIN), include_str!("../edge_worker/main.mjs")).expect("a file");
    let mut modules = vec![format!("(name = \"{MAIN}\", esModule = embed \"{MAIN}\")")];
    let mut folders = vec![PathBuf::new()];
    while let Some(path) = folders.pop() {
        let entries = fs::read_dir(built.join(&path));
        let entries =
            entries.unwrap_or_else(|error| panic!("{}: {error}; {REMEDY}", built.display()));
        for entry in entries {
            let path = path.join(entry.expect("an entry").file_name());
            if built.join(&path).is_dir() {
                fs::create_dir(folder.join(&path)).expect("a folder");
                folders.push(path);
                continue;
            }
            fs::copy(built.join(&path), folder.join(&path)).expect("a file");
            let is_wasm = path.extension().is_some_and(|extension| extension == "wasm");
            let kind = if is_wasm { "wasm" } else { "esModule" };
            let path = path.display();
            modules.push(format!("(name = \"{path}\", {kind} = embed \"{path}\")"));
        }
    }
    modules.join(", ")
}

const MAIN: &str = "main.mjs";
const REMEDY: &str = "`cargo xtask edge` builds the Workers, and runs these tests";
