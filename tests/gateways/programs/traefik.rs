//! Traefik with exported policies.

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use cors_policy_gateways::Export;

use crate::program::{Folder, Program, Running, find, free_addresses};

/// Starts Traefik in front of `upstream`, with routers. The outer router has the entry point, and the inner one the service.
///
/// # Panics
///
/// If Traefik refuses the configuration.
#[must_use]
pub fn routers(exports: &[Export], upstream: SocketAddr) -> Running {
    start(exports, upstream, |name, entry_point, text| {
        let listed = format!("{name}-listed");
        let listed = if text.contains(&listed) { format!("{listed}, ") } else { String::new() };
        format!(
            "    {name}: {{rule: PathPrefix(`/`), entryPoints: [{entry_point}]}}
    {name}-inner: {{rule: PathPrefix(`/`), parentRefs: [{listed}{name}-others], service: api}}\n"
        )
    })
}

/// Starts Traefik in front of `upstream`, with a middleware only.
///
/// # Panics
///
/// If Traefik refuses the configuration.
#[must_use]
pub fn middleware(exports: &[Export], upstream: SocketAddr) -> Running {
    start(exports, upstream, |name, entry_point, _| {
        format!(
            "    {name}: {{rule: PathPrefix(`/`), entryPoints: [{entry_point}], middlewares: [{name}], service: api}}\n"
        )
    })
}

/// Starts Traefik with the routers of the exports: each has a name, an entry point and the exported text.
fn start(
    exports: &[Export],
    upstream: SocketAddr,
    routers: impl Fn(&str, &str, &str) -> String,
) -> Running {
    let folder = new_folder();
    let addresses = free_addresses(exports.len());
    let mut outer = String::new();
    for (index, export) in exports.iter().enumerate() {
        let [file] = export.files() else { panic!("one file") };
        folder.write(&format!("dynamic/{}", file.name()), file.text());
        let name = file.name().strip_suffix(".toml").expect("a file of TOML");
        outer += &routers(name, &format!("at{index}"), file.text());
    }
    running(folder, &outer, upstream, addresses)
}

/// Starts Traefik with a middleware of this configuration, in YAML.
///
/// # Panics
///
/// If Traefik refuses the configuration.
#[must_use]
pub fn configured(middleware: &str, upstream: SocketAddr) -> Running {
    let folder = new_folder();
    let middlewares = format!("http: {{middlewares: {{cors: {middleware}}}}}\n");
    folder.write("dynamic/middlewares.yml", &middlewares);
    let router =
        "    api: {rule: PathPrefix(`/`), entryPoints: [at0], middlewares: [cors], service: api}\n";
    running(folder, router, upstream, free_addresses(1))
}

fn new_folder() -> Folder {
    let folder = Folder::new("traefik");
    fs::create_dir(folder.path().join("dynamic")).expect("a folder");
    folder
}

/// Starts Traefik with these routers. The entry points `at0`, `at1` and so on have the addresses.
fn running(
    folder: Folder,
    outer: &str,
    upstream: SocketAddr,
    addresses: Vec<SocketAddr>,
) -> Running {
    let points = addresses.iter().enumerate();
    let points =
        points.map(|(index, address)| format!("  at{index}: {{address: \"{address}\"}}\n"));
    let points = points.collect::<String>();
    let service = format!("loadBalancer: {{servers: [{{url: \"http://{upstream}\"}}]}}");
    folder.write(
        "dynamic/outer.yml",
        &format!("http:\n  routers:\n{outer}  services:\n    api:\n      {service}\n"),
    );
    folder.write("traefik.yml", &format!("{STATIC}entryPoints:\n{points}"));
    let mut traefik = Command::new(program());
    traefik.current_dir(folder.path()).arg("--configFile=traefik.yml");
    let running = Running { program: Program::start(traefik, folder, &addresses), addresses };
    wait(&running);
    running
}

/// Traefik listens before it has read the files. A mistake in them is a line in its log.
fn wait(running: &Running) {
    let start = Instant::now();
    for &address in &running.addresses {
        while !has_router(address) {
            let log = running.program.log();
            assert!(!log.contains(" ERR "), "{log}");
            assert!(start.elapsed() < Duration::from_secs(30), "{log}");
            thread::sleep(Duration::from_millis(20));
        }
    }
    let log = running.program.log();
    assert!(!log.contains(" ERR "), "{log}");
}

/// Whether the answer is not Traefik's own 404.
fn has_router(address: SocketAddr) -> bool {
    let mut stream = TcpStream::connect(address).expect("Traefik listens");
    let request = b"GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n";
    stream.write_all(request).expect("Traefik reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("Traefik answers");
    !answer.ends_with(b"404 page not found\n")
}

/// It is a package of PyPI.
fn program() -> OsString {
    match std::env::var_os("GATEWAY_PYTHON") {
        Some(folder) => Path::new(&folder).join("traefik").into(),
        None => find("TRAEFIK_PROGRAM", "traefik"),
    }
}

const STATIC: &str = "\
global: {checkNewVersion: false, sendAnonymousUsage: false}
providers: {file: {directory: dynamic}}
log: {level: ERROR, noColor: true}
";
