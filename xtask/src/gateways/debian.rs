//! The gateways that Debian has. They are unpacked and not installed, because Debian starts an installed one as a server.

use std::env;
use std::path::Path;

use super::REMEDY;
use crate::Outcome;
use crate::debian::{libraries, unpack};

/// A gateway in a Debian package.
struct Gateway {
    package: &'static str,
    /// The variable in which the tests find the path of the program.
    variable: &'static str,
    program: &'static str,
}

const GATEWAYS: &[Gateway] = &[
    Gateway { package: "apache2-bin", variable: "APACHE_PROGRAM", program: "usr/sbin/apache2" },
    Gateway { package: "caddy", variable: "CADDY_PROGRAM", program: "usr/bin/caddy" },
    Gateway { package: "haproxy", variable: "HAPROXY_PROGRAM", program: "usr/sbin/haproxy" },
    Gateway { package: "nginx", variable: "NGINX_PROGRAM", program: "usr/sbin/nginx" },
    Gateway { package: "varnish", variable: "VARNISH_PROGRAM", program: "usr/sbin/varnishd" },
];

/// Unpacks the programs, and returns the variables of the tests.
pub(super) fn variables() -> Outcome<Vec<String>> {
    let folder = env::current_dir()?.join(FOLDER);
    let is_complete = || GATEWAYS.iter().all(|gateway| folder.join(gateway.program).is_file());
    if !is_complete() {
        let packages = GATEWAYS.iter().map(|gateway| gateway.package).collect::<Vec<_>>();
        if folder.is_dir() {
            std::fs::remove_dir_all(&folder)?;
        }
        unpack(&packages, &folder, REMEDY)?;
    }
    if !is_complete() {
        return Err(format!("`{FOLDER}` is incomplete; {REMEDY}").into());
    }
    let variables = GATEWAYS.iter().map(|gateway| {
        let program = folder.join(gateway.program);
        format!("{}={}", gateway.variable, program.display())
    });
    let libraries = env::join_paths(libraries(Path::new(&folder))?)?;
    // Only the tests use it, for these programs.
    let libraries = format!("GATEWAY_LIBRARIES={}", libraries.to_string_lossy());
    Ok(variables.chain([libraries]).collect())
}

const FOLDER: &str = "target/gateways/debian";
