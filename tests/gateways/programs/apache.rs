//! Apache httpd with exported policies.

use std::net::SocketAddr;
use std::path::PathBuf;

use cors_policy_gateways::Export;

use crate::program::{Folder, Program, Running, debian_program, find, free_addresses, output};

/// Starts Apache in front of `upstream`, after its own test of the configuration.
///
/// # Panics
///
/// If Apache refuses the configuration, or warns about it.
#[must_use]
pub fn start(exports: &[Export], upstream: SocketAddr) -> Running {
    let folder = Folder::new("apache");
    let addresses = free_addresses(exports.len());
    let hosts = exports.iter().zip(&addresses).map(|(export, address)| {
        let [file] = export.files() else { panic!("one file") };
        folder.write(file.name(), file.text());
        format!(
            "Listen {address}\n<VirtualHost {address}>\n    Include {}\n    ProxyPass / \
             http://{upstream}/ upgrade=websocket\n</VirtualHost>\n",
            file.name()
        )
    });
    let hosts = hosts.collect::<String>();
    running(folder, &hosts, addresses)
}

/// Starts Apache with these virtual hosts. The files that they include are in the folder.
///
/// # Panics
///
/// If Apache refuses the configuration, or warns about it.
#[must_use]
pub fn running(folder: Folder, hosts: &str, addresses: Vec<SocketAddr>) -> Running {
    folder.write("httpd.conf", &format!("{}{MAIN}{hosts}", modules()));
    let apache = || {
        let mut apache = debian_program("APACHE_PROGRAM", "apache2");
        apache.arg("-d").arg(folder.path()).args(["-f", "httpd.conf"]);
        apache
    };
    let mut check = apache();
    check.arg("-t");
    let printed = output(check);
    assert!(!printed.contains("warn"), "{printed}");
    let mut command = apache();
    command.args(["-X", "-D", "FOREGROUND"]);
    Running { program: Program::start(command, folder, &addresses), addresses }
}

/// An unpacked program finds its modules next to itself.
fn modules() -> String {
    let program = PathBuf::from(find("APACHE_PROGRAM", "apache2"));
    let root = program.ancestors().nth(3).filter(|_| program.is_absolute());
    let folder = root.map_or_else(|| PathBuf::from("/"), PathBuf::from);
    let folder = folder.join("usr/lib/apache2/modules");
    let line =
        |name: &&str| format!("LoadModule {name}_module {}/mod_{name}.so\n", folder.display());
    MODULES.iter().map(line).collect()
}

const MODULES: [&str; 7] =
    ["mpm_event", "authz_core", "headers", "rewrite", "setenvif", "proxy", "proxy_http"];

/// The table has requests with long headers. If root runs the test, Apache needs another user.
const MAIN: &str = "\
ServerName test
PidFile httpd.pid
ErrorLog /dev/stderr
LogLevel crit
User #65534
Group #65534
Mutex pthread
LimitRequestFieldSize 131072
LimitRequestFields 1000
";
