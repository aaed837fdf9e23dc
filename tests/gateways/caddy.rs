//! Caddy.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::process::Command;

use cors_policy::PolicyRef;
use cors_policy_gateways::{Export, Inexpressible, caddy};

use crate::gateway::{Gateway, program};
use crate::policies::{API, CLOSED, OriginsFrom, PUBLIC, TWO_TIERS};
use crate::program::{Folder, Program, free_addresses, output};
use crate::scenario::CALLED;
use crate::upstream::Upstream;
use crate::{checks, random, socket};

struct Caddy {
    _program: Program,
    addresses: Vec<SocketAddr>,
}

impl Gateway for Caddy {
    const NAME: &'static str = "caddy";

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        caddy::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self::start_with(exports, &format!("handle {{\n\t\treverse_proxy {upstream}\n\t}}"))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    fn comparable(lines: &[String], _is_preflight: bool) -> BTreeSet<String> {
        checks::comparable_next_to_star(lines)
    }
}

impl Caddy {
    /// Starts Caddy. The site of each export has these directives after the snippet.
    fn start_with(exports: &[Export], directives: &str) -> Self {
        let folder = Folder::new(Self::NAME);
        let addresses = free_addresses(exports.len());
        let sites = exports.iter().zip(&addresses).map(|(export, address)| {
            let [file] = export.files() else { panic!("one file") };
            folder.write(file.name(), file.text());
            let (file, snippet, port) = (file.name(), snippet(file.text()), address.port());
            format!(
                "import {file}\nhttp://:{port} {{\n\tbind 127.0.0.1\n\timport {snippet}\n\t{directives}\n}}\n"
            )
        });
        let sites = sites.collect::<String>();
        folder.write("Caddyfile", &format!("{OPTIONS}{sites}"));
        let caddy = |arguments: &[&str]| {
            let mut caddy = Command::new(program("CADDY_PROGRAM", "caddy"));
            caddy.current_dir(folder.path()).args(arguments);
            for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
                caddy.env(variable, folder.path());
            }
            caddy
        };
        for export in exports {
            let file = &export.files()[0];
            assert_eq!(output(caddy(&["fmt", file.name()])), file.text(), "caddy fmt changes it");
        }
        let configuration = ["--adapter", "caddyfile", "--config", "Caddyfile"];
        let printed = output(caddy(&[&["validate"], &configuration[..]].concat()));
        assert!(printed.contains("Valid configuration"), "{printed}");
        let command = caddy(&[&["run"], &configuration[..]].concat());
        Self { _program: Program::start(command, folder, &addresses), addresses }
    }
}

/// The name of the snippet in a file.
fn snippet(text: &str) -> &str {
    let line = text.lines().find_map(|line| line.strip_prefix('(')).expect("a snippet");
    line.strip_suffix(") {").expect("a snippet")
}

const OPTIONS: &str = "\
{
\tadmin off
\tauto_https off
\tlog {
\t\tlevel ERROR
\t}
}
";

#[test]
fn caddy_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Caddy>();
}

#[test]
fn caddy_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Caddy>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn caddy_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Caddy>();
}

/// Caddy sorts the directives of a site, and a redirect would come first without the `handle` around it.
#[test]
fn caddy_answers_preflights_before_the_rest_of_the_site() {
    let export = caddy::export(API.with(OriginsFrom::Source)).expect("it can be expressed");
    let gateway =
        Caddy::start_with(&[export], "handle {\n\t\tredir * https://elsewhere.example/\n\t}");
    let address = gateway.addresses()[0];
    let origin = "Origin: https://app.example.com";
    let preflight = format!("OPTIONS / HTTP/1.1\r\n{origin}\r\nAccess-Control-Request-Method: PUT");
    for (start, status) in [(preflight, 204), (format!("GET / HTTP/1.1\r\n{origin}"), 302)] {
        let request = format!("{start}\r\nHost: test\r\nConnection: close\r\n\r\n");
        let response = socket::exchange(address, request.as_bytes());
        assert_eq!(response.status, status);
        let has = |name: &str| response.headers.iter().any(|(found, _)| found == name);
        assert!(has("access-control-allow-origin"), "{status}");
    }
}

/// A preflight that reaches the service by mistake gets nothing from it.
#[test]
fn caddy_removes_the_headers_of_the_service_from_preflights() {
    let lines = ["401", "Access-Control-Allow-Origin: *", "Access-Control-Allow-Headers: *"];
    let answers = [("/a".to_owned(), lines.map(str::to_owned).to_vec())];
    let upstream = Upstream::start(answers.into()).address;
    let export = caddy::export(API.with(OriginsFrom::Source)).expect("it can be expressed");
    let directives = format!("forward_auth {upstream} {{\n\t\turi /a\n\t}}");
    let gateway = Caddy::start_with(&[export], &directives);
    let response = socket::exchange(
        gateway.addresses()[0],
        b"OPTIONS /a HTTP/1.1\r\nHost: test\r\nConnection: close\r\nOrigin: https://evil.example\r\n\
          Access-Control-Request-Method: PUT\r\n\r\n",
    );
    let has = |start: &str| response.headers.iter().any(|(name, _)| name.starts_with(start));
    assert!(has(CALLED) && !has("access-control-"), "{:?}", response.headers);
}

#[test]
fn caddy_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Caddy>();
}
