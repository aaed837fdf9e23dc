//! HAProxy.

use std::net::SocketAddr;
use std::process::Command;

use cors_policy::PolicyRef;
use cors_policy_gateways::{Export, Inexpressible, haproxy};

use crate::gateway::{Difference, Gateway, Instead, debian_program};
use crate::policies::{API, CLOSED, PUBLIC, TWO_TIERS};
use crate::program::{Folder, Program, free_addresses, output};
use crate::{checks, random};

struct Haproxy {
    _program: Program,
    addresses: Vec<SocketAddr>,
}

impl Gateway for Haproxy {
    const NAME: &'static str = "haproxy";
    const DIFFERENCES: &'static [Difference] = &[Difference {
        scenario: "a preflight that asks for an upgrade",
        reason: "HAProxy rejects a WebSocket handshake without `Sec-WebSocket-Key`, and no browser sends one in a preflight",
        instead: Instead::Rejected(&[400]),
    }];

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        haproxy::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        let folder = Folder::new(Self::NAME);
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
        folder.write("haproxy.cfg", &format!("{GLOBAL}{}", sections.collect::<String>()));
        let haproxy = || {
            let mut haproxy = debian_program("HAPROXY_PROGRAM", "haproxy");
            // Foreground, no warnings, and quiet.
            haproxy.arg("-C").arg(folder.path()).args(["-db", "-dW", "-f", "haproxy.cfg"]);
            haproxy
        };
        let mut test: Command = haproxy();
        test.arg("-c");
        output(test);
        let command = haproxy();
        Self { _program: Program::start(command, folder, &addresses), addresses }
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }
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

#[test]
fn haproxy_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Haproxy>();
}

#[test]
fn haproxy_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Haproxy>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn haproxy_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Haproxy>();
}

#[test]
fn haproxy_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Haproxy>();
}
