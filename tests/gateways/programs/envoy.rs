//! Envoy with exported policies.

use std::net::SocketAddr;
use std::process::Command;

use cors_policy_gateways::Export;

use crate::program::{Folder, Program, Running, find, free_addresses, output};

/// Starts Envoy in front of `upstream`, with the filters in Lua.
///
/// # Panics
///
/// If Envoy refuses the configuration, or warns about it.
#[must_use]
pub fn lua(exports: &[Export], upstream: SocketAddr) -> Running {
    let listeners = exports.iter().map(|export| {
        let [filter] = export.files() else { panic!("one file") };
        (filter.text(), "")
    });
    start("envoy-lua", &listeners.collect::<Vec<_>>(), "", upstream)
}

/// Starts Envoy in front of `upstream`, with its own filters.
///
/// # Panics
///
/// If Envoy refuses the configuration, or warns about it.
#[must_use]
pub fn filters(exports: &[Export], upstream: SocketAddr) -> Running {
    let mut bootstrap = "";
    let listeners = exports.iter().map(|export| {
        let [filters, host, others @ ..] = export.files() else { panic!("two files") };
        if let [file] = others {
            bootstrap = file.text();
        }
        (filters.text(), host.text())
    });
    let listeners = listeners.collect::<Vec<_>>();
    start("envoy-filters", &listeners, bootstrap, upstream)
}

/// Starts a listener for each pair of filters and fields of its virtual host, after Envoy's own test of the configuration.
///
/// # Panics
///
/// If Envoy refuses the configuration, or warns about it.
#[must_use]
pub fn start(
    name: &str,
    listeners: &[(&str, &str)],
    bootstrap: &str,
    upstream: SocketAddr,
) -> Running {
    let folder = Folder::new(name);
    let addresses = free_addresses(listeners.len());
    let mut configuration = format!("{bootstrap}static_resources:\n  listeners:\n");
    for ((filters, host), address) in listeners.iter().zip(&addresses) {
        configuration += &listener(*address, filters, host);
    }
    configuration += &cluster(upstream);
    let path = folder.write("envoy.yaml", &configuration);
    let envoy = || {
        let mut envoy = Command::new(find("ENVOY_PROGRAM", "envoy"));
        envoy.arg("-c").arg(&path).args(["--concurrency", "1", "--log-level", "warning"]);
        envoy
    };
    let mut test = envoy();
    test.args(["--mode", "validate"]);
    let printed = output(test);
    assert!(!printed.contains("[warning]"), "{printed}");
    let mut command = envoy();
    command.args(["--disable-hot-restart", "--use-dynamic-base-id"]);
    Running { program: Program::start(command, folder, &addresses), addresses }
}

fn listener(address: SocketAddr, filters: &str, host: &str) -> String {
    let (ip, port) = (address.ip(), address.port());
    let (filters, host) = (indented(filters, 10), indented(host, 14));
    // The table has requests with unusual methods, and with long headers.
    format!(
        "  - address: {{ socket_address: {{ address: {ip}, port_value: {port} }} }}
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          \"@type\": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: test
          max_request_headers_kb: 1024
          delayed_close_timeout: 0.01s
          upgrade_configs:
          - upgrade_type: websocket
          http_filters:
{filters}          - name: envoy.filters.http.router
            typed_config:
              \"@type\": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
          route_config:
            virtual_hosts:
            - name: test
              domains: [\"*\"]
{host}              routes:
              - match: {{ prefix: / }}
                route: {{ cluster: upstream }}
"
    )
}

fn cluster(upstream: SocketAddr) -> String {
    let (ip, port) = (upstream.ip(), upstream.port());
    format!(
        "  clusters:
  - name: upstream
    load_assignment:
      cluster_name: upstream
      endpoints:
      - lb_endpoints:
        - endpoint: {{ address: {{ socket_address: {{ address: {ip}, port_value: {port} }} }} }}
"
    )
}

fn indented(text: &str, spaces: usize) -> String {
    let indent = " ".repeat(spaces);
    text.lines().flat_map(|line| [&indent, line, "\n"]).collect()
}
