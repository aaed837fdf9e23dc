//! Varnish with exported policies.

use std::env::consts::ARCH;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;

use cors_policy_gateways::Export;

use crate::program::{Folder, Program, Running, debian_program, find, free_addresses, output};

/// Starts Varnish in front of `upstream`, after its own test of each configuration.
///
/// # Panics
///
/// If Varnish refuses a configuration.
#[must_use]
pub fn start(exports: &[Export], upstream: SocketAddr) -> Running {
    let folder = Folder::new("varnish");
    let includes = exports.iter().map(|export| {
        let [subroutines, hooks] = export.files() else { panic!("two files") };
        folder.write(subroutines.name(), subroutines.text());
        folder.write(hooks.name(), hooks.text());
        format!("include \"./{}\";\n{WEB_SOCKETS}", hooks.name())
    });
    let includes = includes.collect::<Vec<_>>();
    running(&includes, folder, upstream)
}

/// One process has all configurations, with a label for each. The address of a request chooses one of them.
///
/// # Panics
///
/// If Varnish refuses a configuration.
#[must_use]
pub fn running(texts: &[String], folder: Folder, upstream: SocketAddr) -> Running {
    let addresses = free_addresses(texts.len());
    let (host, port) = (upstream.ip(), upstream.port());
    let backend = format!("backend b {{ .host = \"{host}\"; .port = \"{port}\"; }}\n");
    let (mut commands, mut choices) = (Vec::new(), Vec::new());
    let mut varnish = varnishd();
    for (index, (text, address)) in texts.iter().zip(&addresses).enumerate() {
        let file = folder.write(&format!("p{index}.vcl"), &format!("vcl 4.1;\n{text}{backend}"));
        let mut check = varnishd();
        check.arg("-C").arg("-f").arg(&file);
        output(check);
        commands.push(format!("vcl.load p{index} {}", file.display()));
        commands.push(format!("vcl.label l{index} p{index}"));
        choices
            .push(format!("    if (local.socket == \"a{index}\") {{ return (vcl(l{index})); }}\n"));
        varnish.arg("-a").arg(format!("a{index}={address}"));
    }
    let main = format!("vcl 4.1;\n{backend}sub vcl_recv {{\n{}}}\n", choices.concat());
    let main = folder.write("main.vcl", &main);
    commands.push(format!("vcl.load main {}", main.display()));
    commands.push("vcl.use main\n".to_owned());
    varnish.arg("-I").arg(folder.write("commands", &commands.join("\n")));
    varnish.args(["-F", "-f", "", "-s", "default,16m", "-n"]).arg(folder.path().join("n"));
    Running { program: Program::start(varnish, folder, &addresses), addresses }
}

fn varnishd() -> Command {
    let mut command = debian_program("VARNISH_PROGRAM", "varnishd");
    // An unpacked program finds its modules next to itself.
    let program = PathBuf::from(find("VARNISH_PROGRAM", "varnishd"));
    if let Some(root) = program.ancestors().nth(3).filter(|_| program.is_absolute()) {
        let modules = format!("usr/lib/{ARCH}-linux-gnu/varnish/vmods");
        command.arg("-p").arg(format!("vmod_path={}", root.join(modules).display()));
    }
    // Root needs no other user for its child. The C compiler does not optimise.
    command.args(["-j", "none", "-p", "cc_command=exec cc -O0 -w -fpic -shared -o %o %s"]);
    // The table has requests with long headers.
    for size in ["http_req_size=256k", "http_req_hdr_len=128k", "workspace_client=2m"] {
        command.args(["-p", size]);
    }
    for size in [
        "http_max_hdr=256",
        "workspace_backend=2m",
        "http_resp_hdr_len=128k",
        "http_resp_size=256k",
    ] {
        command.args(["-p", size]);
    }
    command
}

/// As the documentation of Varnish says. The hooks come first, so they have answered preflights already.
const WEB_SOCKETS: &str = "\
sub vcl_recv {
    if (req.http.Upgrade ~ \"(?i)websocket\") {
        return (pipe);
    }
}
sub vcl_pipe {
    if (req.http.Upgrade) {
        set bereq.http.Upgrade = req.http.Upgrade;
        set bereq.http.Connection = req.http.Connection;
    }
}
";
