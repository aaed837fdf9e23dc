//! nginx.

use std::net::SocketAddr;
use std::process::Command;

use cors_policy::PolicyRef;
use cors_policy_gateways::{Export, Inexpressible, nginx};

use crate::gateway::{Difference, Gateway, Instead, program};
use crate::policies::{API, CLOSED, PUBLIC, TWO_TIERS};
use crate::program::{Folder, Program, free_addresses, output};
use crate::{checks, nginx_lint, random};

pub(crate) struct Nginx {
    _program: Program,
    addresses: Vec<SocketAddr>,
}

impl Gateway for Nginx {
    const NAME: &'static str = "nginx";
    const DIFFERENCES: &'static [Difference] = DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        nginx::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        let folder = Folder::new(Self::NAME);
        let addresses = free_addresses(exports.len());
        let servers = exports.iter().zip(&addresses).map(|(export, address)| {
            for file in export.files() {
                folder.write(file.name(), file.text());
            }
            let [maps, server] = export.files() else { panic!("two files") };
            let (maps, server) = (maps.name(), server.name());
            format!(
                "include {maps};\nserver {{\n    listen {address};\n    include {server};\n    \
                 location / {{ proxy_pass http://{upstream}; }}\n}}\n"
            )
        });
        let http = servers.collect::<String>();
        Self::running(folder, &http, addresses)
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }
}

impl Nginx {
    /// Starts nginx with these contents of `http { … }`. The files that they include are in the folder.
    pub(crate) fn running(folder: Folder, http: &str, addresses: Vec<SocketAddr>) -> Self {
        folder.write("nginx.conf", &configuration(http));
        let nginx = || {
            let mut nginx = Command::new(program("NGINX_PROGRAM", "nginx"));
            nginx.arg("-p").arg(folder.path()).args(["-c", "nginx.conf", "-e", "stderr"]);
            nginx
        };
        let mut test = nginx();
        test.arg("-t");
        let printed = output(test);
        assert!(!printed.contains("[warn]"), "{printed}");
        nginx_lint::accepts(&folder);
        let command = nginx();
        Self { _program: Program::start(command, folder, &addresses), addresses }
    }
}

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

/// No browser sends these.
const DIFFERENCES: &[Difference] = &[
    Difference {
        scenario: "preflight with an empty requested method is a preflight",
        reason: EMPTY,
        instead: Instead::Lines(ALLOWED),
    },
    Difference {
        scenario: "preflight with an empty origin",
        reason: EMPTY,
        instead: Instead::Lines(&["200", "Vary: Origin"]),
    },
    Difference {
        scenario: "preflight with an empty origin, which is anyone else",
        reason: EMPTY,
        instead: Instead::Lines(PUBLIC_TIER),
    },
    Difference {
        scenario: "preflight with two origin lines",
        reason: FIRST,
        instead: Instead::Lines(PREFLIGHT),
    },
    Difference {
        scenario: "preflight with two lines of origins, which is anyone else",
        reason: FIRST,
        instead: Instead::Lines(PREFLIGHT),
    },
    Difference {
        scenario: "request with two lines of origins, which is anyone else",
        reason: FIRST,
        instead: Instead::Lines(ALLOWED),
    },
    Difference {
        scenario: "a request with the same origin in two lines",
        reason: FIRST,
        instead: Instead::Lines(ALLOWED),
    },
    Difference { scenario: "fifty origin lines", reason: FIRST, instead: Instead::Lines(ALLOWED) },
    Difference {
        scenario: "two origin lines in different case",
        reason: FIRST,
        instead: Instead::Lines(ALLOWED),
    },
    Difference {
        scenario: "an origin with blanks and tabs around it",
        reason: "a tab is part of the value",
        instead: Instead::Lines(&["200", "Vary: Origin"]),
    },
    Difference {
        scenario: "a method in lower case that reads like OPTIONS is no preflight",
        reason: "nginx rejects methods in lower case",
        instead: Instead::Rejected(&[400]),
    },
];

const EMPTY: &str = "nginx does not distinguish an empty header from a missing one";
const FIRST: &str = "nginx 1.22 reads only the first of several lines";
const ALLOWED: &[&str] = &[
    "200",
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Expose-Headers: ETag, X-Total",
    "Vary: Origin",
];
const PREFLIGHT: &[&str] = &[
    "204",
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Allow-Methods: DELETE, GET, PUT",
    "Access-Control-Allow-Headers: Authorization, Content-Type",
    "Access-Control-Max-Age: 7200",
    "Vary: Origin",
];
const PUBLIC_TIER: &[&str] = &[
    "200",
    "Access-Control-Allow-Origin: *",
    "Access-Control-Expose-Headers: ETag",
    "Vary: Origin",
];

#[test]
fn nginx_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Nginx>();
}

#[test]
fn nginx_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Nginx>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn nginx_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Nginx>();
}
