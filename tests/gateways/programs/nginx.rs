//! nginx with exported policies.

use std::net::SocketAddr;

use cors_policy_gateways::Export;

use crate::program::{Folder, Program, Running, debian_program, free_addresses, output};

/// Starts nginx in front of `upstream`, after its own test of the configuration.
///
/// # Panics
///
/// If nginx refuses the configuration, or warns about it.
#[must_use]
pub fn start(exports: &[Export], upstream: SocketAddr) -> Running {
    let folder = Folder::new("nginx");
    let addresses = free_addresses(exports.len());
    let servers = exports.iter().zip(&addresses).map(|(export, address)| {
        for file in export.files() {
            folder.write(file.name(), file.text());
        }
        let [maps, server] = export.files() else { panic!("two files") };
        let (maps, server) = (maps.name(), server.name());
        format!(
            "include {maps};\nserver {{\n    listen {address};\n    include {server};\n    \
             location / {{\n        proxy_pass http://{upstream};\n{WEB_SOCKETS}    }}\n}}\n"
        )
    });
    let http = format!("{}{CONNECTION}", servers.collect::<String>());
    running(folder, &http, addresses)
}

/// Starts nginx with these contents of `http { … }`. The files that they include are in the folder.
///
/// # Panics
///
/// If nginx refuses the configuration, or warns about it.
#[must_use]
pub fn running(folder: Folder, http: &str, addresses: Vec<SocketAddr>) -> Running {
    folder.write("nginx.conf", &configuration(http));
    let nginx = || {
        let mut nginx = debian_program("NGINX_PROGRAM", "nginx");
        nginx.arg("-p").arg(folder.path()).args(["-c", "nginx.conf", "-e", "stderr"]);
        nginx
    };
    let mut test = nginx();
    test.arg("-t");
    let printed = output(test);
    assert!(!printed.contains("[warn]"), "{printed}");
    let command = nginx();
    Running { program: Program::start(command, folder, &addresses), addresses }
}

/// As the documentation of nginx says. An export may set the size of the hash, which must come before the first map.
const CONNECTION: &str =
    "map $http_upgrade $connection_upgrade {\n    '' '';\n    default upgrade;\n}\n";
const WEB_SOCKETS: &str = "        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
";

/// The paths are relative to the folder. If root runs the test, `user` is necessary: otherwise the worker runs as a user that
/// cannot write to the folder.
fn configuration(http: &str) -> String {
    format!(
        "\
daemon off;
master_process off;
worker_processes auto;
pid nginx.pid;
error_log stderr crit;
events {{}}
http {{
    access_log off;
    server_tokens off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    # Each policy has some 12 variables.
    variables_hash_max_size 4096;
    variables_hash_bucket_size 128;
    # The table has requests with long headers.
    large_client_header_buffers 8 128k;
    proxy_buffer_size 256k;
    proxy_buffers 8 256k;
    proxy_busy_buffers_size 512k;
{http}}}
"
    )
}
